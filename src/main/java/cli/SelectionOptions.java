package cli;

import cli.runtime.TimeConverter;
import desk.Selection;
import java.time.Instant;
import java.util.List;
import ledger.DeliveryStatus;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that select deliveries. */
final class SelectionOptions {

    @Parameters(
            paramLabel = "MAIL",
            arity = "0..*",
            description = "Ids of mails: all of their deliveries with the status. Without ids, those of the sets.")
    List<String> mails = List.of();

    @Option(
            names = "--set",
            description = "Only this set; may be given several times. Default: all sets, and mail of no set.")
    List<String> sets;

    @Option(names = "--status", description = "Only with this status. Default: the command's usual status.")
    DeliveryStatus status;

    @Option(names = "--tenant", description = "Only of this shop: the alias's name.")
    String tenant;

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "To this envelope address.")
    String recipient;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Only with this text in the last note of their timeline: spam-fail.")
    String note;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only those in their status since this time or later: " + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Only those that have had the status since before this time. Default: now, so that deliveries that fail again are not selected again.")
    Instant until;

    @Option(names = "--limit", description = "So many at most.")
    int limit = Integer.MAX_VALUE;

    /** @param now end of the selection if none is given */
    Selection selection(Instant now) {
        return new Selection(
                mails, sets, status, tenant, recipient, note, null, since, until == null ? now : until, limit);
    }
}
