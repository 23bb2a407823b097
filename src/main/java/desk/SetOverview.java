package desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import ledger.DeliveryStatus;

/**
 * The state of a set. Counts end at {@link Dashboard#MOST}.
 *
 * @param set the set's name; empty for the mail of no set
 * @param counts numbers by status; RUNNING includes all that are in progress, DONE those of the last hour, DROPPED
 *     those of the last 24 hours
 * @param oldest receive time of the oldest open delivery; null if there is none
 * @param aliases why the aliases in use differ from the set's file; empty if they do not
 * @param pausedBy who paused the set, or all sets, for all pipelines; null if the set is not paused
 * @param pausedSince start of the pause; null if the set is not paused
 * @param pausedWhy reason of the pause; null if the set is not paused
 * @param readAt time of these values
 */
public record SetOverview(
        String set,
        Map<DeliveryStatus, Integer> counts,
        Instant oldest,
        String aliases,
        String pausedBy,
        Instant pausedSince,
        String pausedWhy,
        Instant readAt) {

    /** @param count "1000+" where counting ended */
    public record Column(String status, String count, boolean some) {}

    /** @return the counts in the order of the board */
    public List<Column> columns() {
        return Dashboard.COLUMNS.stream()
                .map(status -> new Column(status.name(), shown(counts.get(status)), counts.get(status) > 0))
                .toList();
    }

    private static String shown(int count) {
        return count < Dashboard.MOST ? Integer.toString(count) : Dashboard.MOST + "+";
    }

    public String waiting(Instant now) {
        return oldest == null ? "" : ShortDuration.between(oldest, now);
    }
}
