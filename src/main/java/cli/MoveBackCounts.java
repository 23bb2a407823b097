package cli;

/** What was done with dead letters, so far. */
final class MoveBackCounts {

    long moved;
    int redriven;
    /** Left, because their deliveries are DEAD. */
    int dead;
    /** Left, because they announce no mail. */
    int foreign;
    /** Left, because a delivery has another status by now. */
    int refused;
    /** Whether it came to the end. */
    boolean whole = true;
}
