package ledger;

/** Moves a delivery out of a final status for an operator: redrive, release, drop. */
public interface OperatorLedger {

    /**
     * Makes an ended delivery RETRY and due now, as another attempt, with as many further attempts as a new delivery
     * has. It redrives FAILED, DEAD or DONE deliveries and releases HELD ones. From then on, the bytes that the bucket
     * has now count as the mail. One conditional write, with name and reason in the timeline; a second call finds
     * another status.
     *
     * @param seen the status that the operator saw, so that a DONE delivery is not run again by accident
     * @param by the operator's name
     * @param why the reason, without any part of the mail
     * @return whether the delivery was opened again; false if it is no longer {@code seen}, or not known, or its mail
     *     is not kept any more
     * @throws IllegalArgumentException if {@code seen} is not final, or name or reason is missing
     */
    boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why);

    /**
     * Closes a delivery without running it: DROPPED, from HELD, FAILED or DEAD. One conditional write, with name and
     * reason in the timeline; a second call finds another status.
     *
     * @return whether the delivery was dropped; false if it is no longer {@code seen}, or not known
     * @throws IllegalArgumentException if {@code seen} is none of the three, or name or reason is missing
     */
    boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why);

    /**
     * @return the timeline's note of a drop
     * @throws IllegalArgumentException if the drop is not allowed
     */
    static String noteOfDrop(DeliveryStatus seen, String by, String why) {
        if (seen == DeliveryStatus.DONE || seen == DeliveryStatus.DROPPED) {
            throw new IllegalArgumentException("a delivery that is " + seen + " cannot be dropped");
        }
        return note(seen, by, why);
    }

    /**
     * @return the timeline's note of an action
     * @throws IllegalArgumentException if no action is allowed in this status, or name or reason is missing
     */
    static String note(DeliveryStatus seen, String by, String why) {
        if (!seen.isFinal()) {
            throw new IllegalArgumentException("a delivery that is " + seen + " is still in progress");
        }
        if (seen == DeliveryStatus.FORGOTTEN) {
            throw new IllegalArgumentException("a FORGOTTEN delivery cannot be changed");
        }
        if (by.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("name or reason is missing: give both");
        }
        return "was " + seen + ": " + why;
    }
}
