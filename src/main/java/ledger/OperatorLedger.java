package ledger;

/** The way out of a final status, on an operator's word: redrive, release, drop. */
public interface OperatorLedger {

    /**
     * Puts a delivery that has ended on its way again: RETRY and due now, as another attempt, with as many to follow as a
     * new delivery has. Redrives what is FAILED, DEAD or DONE, releases what is HELD: whatever bytes lie in the bucket
     * are the mail from then on. One conditional write, in the timeline with name and reason; a second call finds another
     * status.
     *
     * @param seen the status in which the operator saw it, so that nobody runs a DONE delivery again by accident
     * @param by who
     * @param why nothing out of the mail
     * @return whether it was done; false if the delivery is no longer {@code seen}, or not known, or its mail is kept no
     *     longer
     * @throws IllegalArgumentException if {@code seen} is not final, or nobody or nothing is named
     */
    boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why);

    /**
     * Closes a delivery that nobody is to have: DROPPED, from HELD, FAILED or DEAD. One conditional write, in the timeline
     * with name and reason; a second call finds another status.
     *
     * @return whether it was done; false if the delivery is no longer {@code seen}, or not known
     * @throws IllegalArgumentException if {@code seen} is none of the three, or nobody or nothing is named
     */
    boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why);

    /** What the timeline says of it; refuses what must not be done. */
    static String noteOfDrop(DeliveryStatus seen, String by, String why) {
        if (seen == DeliveryStatus.DONE || seen == DeliveryStatus.DROPPED) {
            throw new IllegalArgumentException("a delivery that is " + seen + " is not dropped");
        }
        return note(seen, by, why);
    }

    /** Likewise, of {@link #reopen}. */
    static String note(DeliveryStatus seen, String by, String why) {
        if (!seen.isFinal()) {
            throw new IllegalArgumentException("a delivery that is " + seen + " is on its way");
        }
        if (seen == DeliveryStatus.FORGOTTEN) {
            throw new IllegalArgumentException("nothing is left of a delivery that is FORGOTTEN");
        }
        if (by.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("who says so, and why?");
        }
        return "was " + seen + ": " + why;
    }
}
