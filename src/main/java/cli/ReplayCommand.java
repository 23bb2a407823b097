package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Interruption;
import cli.runtime.Launcher.Beans;
import cli.runtime.Progress;
import cli.runtime.TimeConverter;
import desk.RateLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "Sends stored mails through the pipeline, as if they had just arrived.",
            "A mail's id is computed from its bytes: replayed again it is the same mail, and its program runs once."
                    + " So you can simply restart an interrupted replay (Ctrl-C ends it after the current mail).",
            "Exit code: 0 if all were sent or known, 1 if a mail was left out or (with --dry-run) would be held, "
                    + "2 if the command line is wrong."
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
                    "An mbox file (also compressed with gzip), a Maildir, or s3://bucket/prefix with mails that SES stored.")
    String source;

    @Option(names = "--recursive", description = "Also reads the subfolders of a Maildir: .Name, or Name/Sub.")
    boolean recursive;

    @Option(
            names = "--bucket",
            description = "Bucket that stores mails which are not in S3 yet, as replay/ID, for sets without their own "
                    + "inbox. Default: the bucket of the first inbox.")
    String bucket;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Envelope recipient of all mails; may be given several times. Default: X-Original-To, "
                    + "Envelope-to or Delivered-To above the topmost Received header, else that header's for "
                    + "clause.")
    List<String> to = List.of();

    @Option(names = "--rate", description = "Maximum number of mails per second. Default: ${DEFAULT-VALUE}.")
    int rate = 10;

    @Option(names = "--limit", description = "Ends when this many mails are sent.")
    int limit = Integer.MAX_VALUE;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only mails of this time or later: " + TimeConverter.DESCRIPTION + "."
                    + " The time is that of the mbox's From line, the Maildir's file, or the S3 object.")
    Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only mails before this time; a day means its beginning.")
    Instant until;

    @Option(names = "--dry-run", description = "Reads everything, changes nothing, shows where the mails would go.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @Override
    protected void check() {
        require(rate >= 1 && limit >= 1, "--rate and --limit must be at least 1");
        require(to.stream().noneMatch(address -> address.indexOf('@') < 1), "an address has an @");
        require(source.startsWith("s3://") || Files.exists(Path.of(source)), "there is no " + source);
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

    /** Limits the rate, reports the progress, and ends the replay when the command is interrupted. */
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
