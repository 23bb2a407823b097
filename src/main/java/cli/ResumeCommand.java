package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.OperatorPauses;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code hikyaku resume} */
@Command(
        name = "resume",
        description = {
            "Ends the pause of sets for all pipelines.",
            "Each waiting delivery continues when its wait ends: within ten minutes, sooner after a short pause.",
            "A set that is paused itself stays paused after `resume --all`.",
            "Exit code: 0, even if there was no pause; 1 if the ledger failed; 2 if the command line is wrong."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku resume --set demo", "  hikyaku resume --all --dry-run"})
class ResumeCommand extends DeskCommand {

    @ArgGroup(multiplicity = "1")
    PauseCommand.Sets sets;

    @Option(names = "--by", description = "Your name. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--dry-run", description = "Prints the pauses that would end; changes nothing.")
    boolean dryRun;

    @Override
    protected void check() {
        require(!by.isBlank(), "--by must not be empty");
    }

    @Override
    protected int run(Beans beans) {
        OperatorPauses pauses = beans.get(OperatorPauses.class);
        pauses.all().stream()
                .filter(pause -> sets.names().contains(pause.set()))
                .filter(pause -> dryRun || pauses.resume(pause.set(), pause.since(), by))
                .forEach(pause ->
                        System.out.println((dryRun ? "would be resumed: " : "resumed: ") + OperatorPauses.line(pause)));
        return ExitCode.OK;
    }

    @Override
    protected int exitCodeOfFailure() {
        return 1;
    }
}
