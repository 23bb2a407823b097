package cli;

import desk.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is to be replayed, and how; {@link Replaying} does it. */
@Command(
        name = "replay",
        description = {
            "Sends stored mails through the pipeline, as if they had just come in.",
            "A mail's id is made of its bytes: replayed again it is the same mail, and the ledger runs its program once."
                    + " So an interrupted replay (Ctrl-C ends it after the current mail) is simply started again.",
            "Exit code: 0 if all were sent or known, 1 if something was left out or (with --dry-run) would be held,"
                    + " 2 if the command line is wrong."
        },
        mixinStandardHelpOptions = true)
public class Replay implements Callable<Integer> {

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "An mbox file (also packed by gzip), a Maildir, or s3://bucket/prefix with mails that SES stored.")
    public String source;

    @Option(names = "--recursive", description = "Of a Maildir, the subfolders too: .Name, or Name/Sub.")
    public boolean recursive;

    @Option(
            names = "--bucket",
            description =
                    "Where mails that are not in S3 go, as replay/ID, for sets without an inbox of their own. Default: the bucket of the first inbox.")
    public String bucket;

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
            converter = Times.class,
            description = "Only mails of this time or later: " + Times.DESCRIPTION + "."
                    + " Of the mbox's From line, the Maildir's file, the object in S3.")
    Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Only mails before this time; a day is its beginning.")
    Instant until;

    @Option(names = "--dry-run", description = "Reads everything, changes nothing, says where the mails would go.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (rate < 1 || limit < 1) {
            throw new ParameterException(spec.commandLine(), "--rate and --limit are at least 1");
        }
        if (to.stream().anyMatch(address -> address.indexOf('@') < 1)) {
            throw new ParameterException(spec.commandLine(), "an address has an @");
        }
        return Hikyaku.start("desk", Replaying.class, Hikyaku.arguments(spec));
    }

    public List<String> recipients() {
        return to.stream()
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    boolean hasPeriod() {
        return since != null || until != null;
    }

    boolean isInPeriod(Instant at) {
        return (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
    }
}
