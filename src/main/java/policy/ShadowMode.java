package policy;

import ledger.DeliveryStatus;
import ledger.Entry;

/** Shadow mode: a set's deliveries end here, after everything but the hand-over. */
public final class ShadowMode {

    /** The note in their timelines. */
    public static final String NOTE = "shadow mode: not handed over";

    private ShadowMode() {}

    /** @return whether the delivery would have been handed over */
    public static boolean ended(Entry entry) {
        return entry.status() == DeliveryStatus.DROPPED && entry.last().note().equals(NOTE);
    }
}
