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
            description = "Ids of mails. Selects all their deliveries with the status; without ids, those of the sets.")
    List<String> mails = List.of();

    @Option(
            names = "--set",
            description =
                    "Only deliveries of this set; may be given several times. Default: all sets, and mail of no set.")
    List<String> sets;

    @Option(names = "--status", description = "Only deliveries with this status. Default: the command's usual status.")
    DeliveryStatus status;

    @Option(names = "--tenant", description = "Only deliveries of this shop: the name of its alias.")
    String tenant;

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "Only deliveries to this envelope address.")
    String recipient;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Only deliveries with this text in the last note of their timeline, for instance spam-fail.")
    String note;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Only deliveries that got their status at or after this time: " + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Only deliveries that got their status before this time. Default: now, so that deliveries that "
                            + "fail again are not selected again.")
    Instant until;

    @Option(names = "--limit", description = "Maximum number of deliveries.")
    int limit = Integer.MAX_VALUE;

    /** @param now the end of the selection if the user gives none */
    Selection selection(Instant now) {
        return new Selection(
                mails, sets, status, tenant, recipient, note, null, since, until == null ? now : until, limit);
    }
}
