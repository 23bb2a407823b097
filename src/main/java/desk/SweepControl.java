package desk;

/**
 * Runs the sweepers at once, without their timers. Two sweeps at a time do no harm, because the ledger grants each
 * claim once.
 */
public interface SweepControl {

    /**
     * Resumes due deliveries, and returns when it is done.
     *
     * @throws IllegalStateException if this process has no sweeper, or due deliveries could not be read
     */
    void sweepLedger();

    /** Delivers mail that SES has stored without a notification, and returns when it is done. */
    void sweepInbox();
}
