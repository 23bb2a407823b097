package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import cli.runtime.Progress;
import cli.runtime.TimeConverter;
import desk.KnownSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shadow.ShadowComparer;
import shadow.ShadowComparison;

/** {@code hikyaku shadow-report} */
@Command(
        name = "shadow-report",
        description = {
            "Compares what Hikyaku would have done, in shadow mode, with what the old mail server did.",
            "LOG has a line for each mail that the old server piped into a program: message id, envelope "
                    + "recipient and exit code, separated by tabs.",
            "Exit code: 0 if both systems have the same mails for the same addresses, 1 if not, 2 if the command line or the log"
                    + " is wrong."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku shadow-report old-server.log --set demo",
            "  hikyaku shadow-report old-server.log --set demo --since 2026-11-24 --json"
        })
class ShadowReportCommand extends DeskCommand {

    @Parameters(paramLabel = "LOG", description = "The old server's log.")
    Path log;

    @Option(names = "--set", required = true, description = "The set that is in shadow mode.")
    String set;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time at which the log begins: earlier mails are not expected in it. "
                    + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time at which the log ends. Default: now.")
    Instant until;

    @Option(names = "--json", description = "Prints the counts as JSON, without the differences.")
    boolean json;

    private int read;

    @Override
    protected void check() {
        require(Files.exists(log), "there is no file " + log);
    }

    @Override
    protected int run(Beans beans) throws Exception {
        beans.get(KnownSets.class).check(set);
        Instant end = until == null ? beans.get(Clock.class).instant() : until;
        Progress progress = new Progress(System.err, System::nanoTime);
        try {
            ShadowComparison comparison = beans.get(ShadowComparer.class)
                    .compare(log, set, since, end, () -> progress.tell(++read, read, "compared"));
            print(comparison);
            return comparison.isSame() ? ExitCode.OK : 1;
        } catch (IOException e) {
            System.err.println("cannot read " + log);
            return ExitCode.USAGE;
        }
    }

    private void print(ShadowComparison comparison) throws IOException {
        if (json) {
            printJson(comparison.counts());
            return;
        }
        comparison.differences().forEach(System.out::println);
        comparison.counts().forEach((what, count) -> System.out.printf("%6d %s%n", count, what));
    }
}
