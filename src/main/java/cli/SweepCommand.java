package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.SweepPreview;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code hikyaku sweep --dry-run} */
@Command(
        name = "sweep",
        description = {
            "Shows what the sweepers of a running pipeline would resume now; changes nothing.",
            "Exit code: 0, even if there is nothing; 1 if the ledger or a bucket cannot be read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = "  hikyaku sweep --dry-run")
class SweepCommand extends DeskCommand {

    @Option(names = "--dry-run", required = true, description = "Only prints; the pipeline itself sweeps.")
    boolean dryRun;

    @Override
    protected int run(Beans beans) {
        SweepPreview preview = beans.get(SweepPreview.class);
        List<String> due = preview.due();
        due.forEach(System.out::println);
        List<String> unannounced = preview.unannounced();
        unannounced.forEach(System.out::println);
        System.out.printf("%d deliveries due, %d mails never announced%n", due.size(), unannounced.size());
        return ExitCode.OK;
    }

    @Override
    protected int exitCodeOfFailure() {
        return 1;
    }
}
