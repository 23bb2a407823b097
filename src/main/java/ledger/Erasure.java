package ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** How deliveries that are over ({@link DeliveryStatus#isOver}) are taken out of the ledger's memory. */
public interface Erasure {

    /**
     * Reads an index, and no more of it than it returns.
     *
     * @param kept exactly this, {@link Entry#kept}
     * @return deliveries of the set that were over by then, those that have been for longest first, at most {@code limit}
     */
    List<Entry> over(String set, Set<KeptContent> kept, Instant by, int limit);

    /**
     * Notes what is kept for the delivery from now on; no trace in the timeline. Without {@link KeptContent#RAW} it can no
     * longer be run again. One conditional write.
     *
     * @return whether it was noted; false if the delivery is no longer as it was seen
     */
    boolean keep(Entry seen, Set<KeptContent> kept);

    /**
     * Makes the delivery FORGOTTEN, and {@link DeliveryId#forgotten} what it is known by: set, statuses and times stay;
     * recipient, sender, tenant, message id, verdicts, notes, task and the mail's place in S3 do not. One conditional
     * write, so that there is no moment in which the delivery could be taken for one that nobody has seen.
     *
     * @param by who
     * @param why nothing out of the mail
     * @return whether it was done; false if the delivery is no longer {@code seen}, or not known
     * @throws IllegalArgumentException if what is {@code seen} is not over, or nobody or nothing is named
     */
    boolean forget(DeliveryId id, DeliveryStatus seen, String by, String why);

    /** What the timeline says of it; refuses what must not be done. */
    static String note(DeliveryStatus seen, String by, String why) {
        if (!seen.isOver()) {
            throw new IllegalArgumentException("a delivery that is " + seen + " is not forgotten");
        }
        return OperatorLedger.note(seen, by, why);
    }
}
