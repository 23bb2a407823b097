package cli.deadletters;

/** How many dead letters were handled so far, and how. */
final class MoveBackCounts {

    long moved;
    int redriven;
    /** Messages left in the queue, because their deliveries are DEAD. */
    int dead;
    /** Messages left in the queue, because they are not a mail's notification. */
    int foreign;
    /** Messages left in the queue, because a delivery has another status by now. */
    int refused;
    /** Whether all messages were handled. */
    boolean whole = true;
}
