package ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Deletes ended deliveries' data ({@link DeliveryStatus#isOver}) from the ledger. */
public interface Erasure {

    /**
     * Reads only those index entries that it returns.
     *
     * @param kept exactly this value of {@link Entry#kept}
     * @return deliveries of the set that had ended by then, the oldest first, at most {@code limit}
     */
    List<Entry> over(String set, Set<KeptContent> kept, Instant by, int limit);

    /**
     * Records what is kept for the delivery from now on, without an event in the timeline. Without {@link
     * KeptContent#RAW} it cannot be run again. One conditional write.
     *
     * @return whether this was recorded; false if the delivery has changed since it was seen
     */
    boolean keep(Entry seen, Set<KeptContent> kept);

    /**
     * Makes the delivery FORGOTTEN, with the id {@link DeliveryId#forgotten}. Set, statuses and times stay. Recipient,
     * sender, tenant, message id, verdicts, notes, task and the mail's location in S3 are deleted. One conditional
     * write, so the delivery never looks like an unknown one.
     *
     * @param by the operator's name
     * @param why the reason, without any part of the mail
     * @return whether the delivery was forgotten; false if it is no longer {@code seen}, or not known
     * @throws IllegalArgumentException if {@code seen} has not ended, or name or reason is missing
     */
    boolean forget(DeliveryId id, DeliveryStatus seen, String by, String why);

    /**
     * @return the timeline's note of a forget
     * @throws IllegalArgumentException if the delivery has not ended, or name or reason is missing
     */
    static String note(DeliveryStatus seen, String by, String why) {
        if (!seen.isOver()) {
            throw new IllegalArgumentException("a delivery that is " + seen + " cannot be forgotten");
        }
        return OperatorLedger.note(seen, by, why);
    }
}
