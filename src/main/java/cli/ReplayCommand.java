package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Interruption;
import cli.runtime.Launcher.Beans;
import cli.runtime.Progress;
import cli.runtime.TimeConverter;
import desk.RateLimit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import replay.ReplayMonitor;
import replay.ReplayReport;
import replay.ReplayRequest;
import replay.Replayer;

/** {@code hikyaku replay} */
@Command(
        name = "replay",
        description = {
            "Sends stored mails through the pipeline, as if they had just come in.",
            "A mail's id is made of its bytes: replayed again it is the same mail, and the ledger runs its program once."
                    + " So an interrupted replay (Ctrl-C ends it after the current mail) is simply started again.",
            "Exit code: 0 if all were sent or known, 1 if something was left out or (with --dry-run) would be held,"
                    + " 2 if the command line is wrong."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku replay /var/mail/shop --dry-run",
            "  hikyaku replay Maildir --recursive --to ne-001@shop.example --since 2026-11-24",
            "  hikyaku replay s3://raw-mail/inbox/ --until 2026-11-25 --rate 5"
        })
class ReplayCommand extends DeskCommand {

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "An mbox file (also packed by gzip), a Maildir, or s3://bucket/prefix with mails that SES stored.")
    String source;

    @Option(names = "--recursive", description = "Of a Maildir, the subfolders too: .Name, or Name/Sub.")
    boolean recursive;

    @Option(
            names = "--bucket",
            description =
                    "Where mails that are not in S3 go, as replay/ID, for sets without an inbox of their own. Default: the bucket of the first inbox.")
    String bucket;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Envelope recipient of all mails, once for each. Default: X-Original-To, Envelope-to or"
                    + " Delivered-To above the topmost Received header, else what that is for.")
    List<String> to = List.of();

    @Option(names = "--rate", description = "Mails a second, at most. Default: ${DEFAULT-VALUE}.")
    int rate = 10;

    @Option(names = "--limit", description = "Ends when so many mails are sent.")
    int limit = Integer.MAX_VALUE;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only mails of this time or later: " + TimeConverter.DESCRIPTION + "."
                    + " Of the mbox's From line, the Maildir's file, the object in S3.")
    Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only mails before this time; a day is its beginning.")
    Instant until;

    @Option(names = "--dry-run", description = "Reads everything, changes nothing, says where the mails would go.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @Override
    protected void check() {
        require(rate >= 1 && limit >= 1, "--rate and --limit are at least 1");
        require(to.stream().noneMatch(address -> address.indexOf('@') < 1), "an address has an @");
    }

    @Override
    protected int run(Beans beans) {
        Interruption interruption = beans.get(Interruption.class);
        ReplayReport report = new ReplayReport();
        interruption.begin();
        try {
            boolean whole = beans.get(Replayer.class).replay(request(), report, new Monitor(interruption));
            System.out.print(json ? report.json(dryRun, whole) : report.text(dryRun));
            return whole && !report.hasGaps() && !(dryRun && report.hasHeld()) ? ExitCode.OK : 1;
        } catch (IOException e) {
            System.err.println("cannot read or write: " + e.getMessage());
            return 1;
        } finally {
            interruption.end();
        }
    }

    @Override
    protected int exitCodeOfFailure() {
        return 1;
    }

    ReplayRequest request() {
        List<String> recipients = to.stream()
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return new ReplayRequest(source, recursive, bucket, recipients, limit, since, until, dryRun);
    }

    /** Keeps to the rate, tells how far the replay is, and ends it when the command is interrupted. */
    private final class Monitor implements ReplayMonitor {

        private final Interruption interruption;
        private final RateLimit pace = new RateLimit(rate, System::nanoTime);
        private final Progress progress = new Progress(System.err, System::nanoTime);

        Monitor(Interruption interruption) {
            this.interruption = interruption;
        }

        @Override
        public void hint(String line) {
            System.err.println(line);
        }

        @Override
        public void sending() {
            pace.step();
        }

        @Override
        public boolean goesOn(ReplayReport soFar) {
            progress.tell(soFar.read(), soFar.sent(), "sent");
            if (soFar.sent() < limit && interruption.isAskedWithin(pace.untilNext())) {
                System.err.println("interrupted");
                return false;
            }
            return true;
        }
    }
}
