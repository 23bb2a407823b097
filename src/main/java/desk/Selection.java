package desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import ledger.DeliveryStatus;
import ledger.Entry;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which deliveries an operator means. */
public class Selection {

    @Parameters(
            paramLabel = "MAIL",
            arity = "0..*",
            description = "Ids of mails: all of their deliveries that have the status. Without any, those of the sets.")
    public List<String> mails = List.of();

    @Option(
            names = "--set",
            description = "Of this set; may be given several times. Default: all sets, and mail of no set.")
    public List<String> sets;

    @Option(names = "--status", description = "That have this status. Default: the usual one of the command.")
    public DeliveryStatus status;

    @Option(names = "--tenant", description = "Of this shop: the alias's name.")
    String tenant;

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "To this envelope address.")
    String recipient;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "With this in the last note of their timeline: spam-fail.")
    public String note;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.class,
            description = "That have had their status since then or later: " + Times.DESCRIPTION + ".")
    public Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.class,
            description =
                    "That have had it since before then. Default: now, so that what fails again is not taken again.")
    public Instant until;

    @Option(names = "--limit", description = "So many at most.")
    public int limit = Integer.MAX_VALUE;

    /** @return when the selection ends, fixed once: a second call has the same answer */
    public Instant until(Clock clock) {
        if (until == null) {
            until = clock.instant();
        }
        return until;
    }

    boolean has(Entry entry) {
        return entry.status() == status
                && (tenant == null || tenant.equalsIgnoreCase(entry.delivery().tenant()))
                && (recipient == null
                        || recipient.equalsIgnoreCase(entry.delivery().id().address()))
                && (note == null || entry.last().note().contains(note))
                && (sets == null || sets.contains(entry.delivery().set()));
    }
}
