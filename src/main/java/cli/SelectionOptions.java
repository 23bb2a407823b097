package cli;

import cli.runtime.TimeConverter;
import desk.Selection;
import java.time.Instant;
import java.util.List;
import ledger.DeliveryStatus;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which deliveries an operator means. */
final class SelectionOptions {

    @Parameters(
            paramLabel = "MAIL",
            arity = "0..*",
            description = "Ids of mails: all of their deliveries that have the status. Without any, those of the sets.")
    List<String> mails = List.of();

    @Option(
            names = "--set",
            description = "Of this set; may be given several times. Default: all sets, and mail of no set.")
    List<String> sets;

    @Option(names = "--status", description = "With this status. Default: the usual one of the command.")
    DeliveryStatus status;

    @Option(names = "--tenant", description = "Of this shop: the alias's name.")
    String tenant;

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "To this envelope address.")
    String recipient;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "With this in the last note of their timeline: spam-fail.")
    String note;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "That have had their status since then or later: " + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "That have had it since before then. Default: now, so that what fails again is not taken again.")
    Instant until;

    @Option(names = "--limit", description = "So many at most.")
    int limit = Integer.MAX_VALUE;

    /** @param now end of the selection if none is given */
    Selection selection(Instant now) {
        return new Selection(
                mails, sets, status, tenant, recipient, note, null, since, until == null ? now : until, limit);
    }
}
