package cli;

import addresses.UnusableAliases;
import desk.SweepPreview;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.concurrent.Callable;
import lambda.RuntimeApi;
import lambda.StatusFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 2 the command line is wrong, else as the command says. */
@QuarkusMain
@Command(
        name = "hikyaku",
        description = "Inbound mail for multi-tenant systems without a mail server.",
        mixinStandardHelpOptions = true,
        version = "hikyaku 1.0.0-SNAPSHOT",
        subcommands = {
            Hikyaku.Run.class,
            Hikyaku.Courier.class,
            Hikyaku.Sweep.class,
            Hikyaku.Status.class,
            FindCommand.class,
            ShowCommand.class,
            OperatorCommands.Redrive.class,
            OperatorCommands.Release.class,
            OperatorCommands.Drop.class,
            ForgetCommand.class,
            DeadLetterCommands.class,
            ShadowReport.class,
            Replay.class,
            AliasesCommands.class,
            UnpackFiles.class,
            HashPassword.class
        })
public class Hikyaku implements Callable<Integer> {

    /** What starts often and must start soon does not wait for all the other commands to be read. */
    public static void main(String... args) {
        System.exit(
                switch (String.join(" ", args)) {
                    case "", "run" -> new Run().call();
                    case "courier" -> new Courier().call();
                    default -> new CommandLine(new Hikyaku()).execute(args);
                });
    }

    /** Without a subcommand: the pipeline, so that the container needs no arguments. */
    @Override
    public Integer call() {
        return new Run().call();
    }

    @Command(
            name = "run",
            description = "Runs the pipeline until SIGTERM: from the receive queue to the sets' tasks.",
            mixinStandardHelpOptions = true)
    static class Run implements Callable<Integer> {
        @Override
        public Integer call() {
            return start("pipeline", UntilExit.class);
        }
    }

    @Command(
            name = "courier",
            description = {
                "Brings deliveries to their command, inside the set's ECS task, and ends:",
                "the one that RunTask names in HIKYAKU_COURIER_MAIL, _RECIPIENT and _ATTEMPT,",
                "or all in the work queue HIKYAKU_COURIER_QUEUE, until it has been empty for HIKYAKU_COURIER_IDLE.",
                "Exit code: the command's own; 0 if another courier has this attempt; 75 if the command was not run.",
                "With a queue: 0."
            },
            mixinStandardHelpOptions = true)
    static class Courier implements Callable<Integer> {
        @Override
        public Integer call() {
            return start(System.getenv("HIKYAKU_COURIER_QUEUE") == null ? "courier" : "worker", UntilExit.class);
        }
    }

    @Command(
            name = "sweep",
            description = {
                "Shows what the sweepers of a running pipeline would take up now; changes nothing.",
                "Exit code: 0, also if there is nothing; 1 if the ledger or a bucket cannot be read."
            },
            mixinStandardHelpOptions = true)
    static class Sweep implements Callable<Integer> {

        @Option(names = "--dry-run", required = true, description = "Only show. The pipeline itself does the sweeping.")
        boolean dryRun;

        @Override
        public Integer call() {
            return start("desk", SweepPreview.class);
        }
    }

    @Command(
            name = "status-function",
            description = {
                "Inside AWS Lambda: marks each mail RECEIVED of which SES' receipt rule tells this function, until Lambda ends it.",
                "Each mail lies in the inbox of its set: HIKYAKU_SETS_NAME_INBOX, or the one of HIKYAKU_SWEEP_INBOXES.",
                "Exit code: 1 if Lambda's runtime API or a setting is not in order; 2 outside Lambda."
            },
            mixinStandardHelpOptions = true)
    static class Status implements Callable<Integer> {

        @Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            if (System.getenv(RuntimeApi.VARIABLE) == null) {
                throw new ParameterException(spec.commandLine(), "this is not AWS Lambda: no " + RuntimeApi.VARIABLE);
            }
            return start("function", StatusFunction.class);
        }
    }

    /** The profile decides which routes there are (application.properties). */
    static int start(String profile, Class<? extends QuarkusApplication> application, String... arguments) {
        System.setProperty("quarkus.profile", profile);
        int[] exitCode = {0};
        Quarkus.run(
                application,
                (code, failure) -> {
                    exitCode[0] = failure == null ? code : 1;
                    if (failure != null) {
                        tell(failure);
                    }
                },
                arguments);
        return exitCode[0];
    }

    /** Quarkus leaves that to whoever asks for the exit code. A wrong setting, or a broken aliases file, is told in a line. */
    private static void tell(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ConfigurationException
                || cause instanceof ConfigValidationException
                || cause instanceof UnusableAliases) {
            System.err.println("hikyaku does not start: " + cause.getMessage());
        } else {
            failure.printStackTrace();
        }
    }

    /** @return the whole command line, for {@link #command} */
    static String[] arguments(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs().toArray(String[]::new);
    }

    /** @param arguments of the whole command line, which has been found right */
    static <T> T command(Class<T> type, String... arguments) {
        ParseResult command = new CommandLine(new Hikyaku()).parseArgs(arguments);
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return type.cast(command.commandSpec().userObject());
    }

    /** The routes do the work; this waits for their end. */
    public static class UntilExit implements QuarkusApplication {

        @Inject
        @Named("routes")
        QuarkusApplication routes;

        @Override
        public int run(String... args) throws Exception {
            return routes.run();
        }
    }
}
