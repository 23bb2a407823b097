package desk;

import java.time.Instant;
import java.util.Map;
import ledger.DeliveryStatus;

/**
 * How things are with a set. Counts end at {@link Board#MOST}.
 *
 * @param set its name; empty for the mail of no set
 * @param counts by status; RUNNING stands for all that is in work, DONE for what was done in the last hour
 * @param oldest when the delivery was received that has been in work, or to be retried, for longest; null if there is none
 */
public record SetState(String set, Map<DeliveryStatus, Integer> counts, Instant oldest) {

    public int count(DeliveryStatus status) {
        return counts.get(status);
    }
}
