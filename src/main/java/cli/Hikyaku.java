package cli;

import cli.deadletters.DeadLettersCommand;
import cli.runtime.CommandLineErrors;
import cli.runtime.Help;
import cli.runtime.Version;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 2 wrong command line, others as the command defines. */
@QuarkusMain
@Command(
        name = "hikyaku",
        description = {
            "Delivers inbound mail for multi-tenant systems, without a mail server.",
            "`hikyaku run` is the pipeline. The other commands show and change deliveries, with the pipeline's settings."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku run",
            "  hikyaku find ne-001 order@market.example",
            "  hikyaku redrive --set demo --why \"database is up\" --dry-run"
        },
        subcommands = {
            PipelineCommand.class,
            CourierCommand.class,
            SweepCommand.class,
            StatusFunctionCommand.class,
            FindCommand.class,
            ShowCommand.class,
            RedriveCommand.class,
            ReleaseCommand.class,
            DropCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            PausesCommand.class,
            ForgetCommand.class,
            DeadLettersCommand.class,
            ShadowReportCommand.class,
            ReplayCommand.class,
            ReconcileCommand.class,
            AnnounceCommand.class,
            AliasesCommand.class,
            DoctorCommand.class,
            HealthCommand.class,
            UnpackCommand.class,
            PasswordCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public class Hikyaku implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    /** Commands that start often and must start fast do not wait until all other commands are parsed. */
    public static void main(String... arguments) {
        // Quarkus sets this property, too, but some commands do not start Quarkus. Without the property, the first
        // class that requests a JDK logger causes a warning
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(
                switch (String.join(" ", arguments)) {
                    case "run" -> new PipelineCommand().call();
                    case "courier" -> new CourierCommand().call();
                    case "health" -> new HealthCommand().call();
                    default -> commandLine().execute(arguments);
                });
    }

    static CommandLine commandLine() {
        return new CommandLine(new Hikyaku())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new CommandLineErrors());
    }

    /** Without a command it prints the help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
