package desk;

/** The sweepers, at once and not when their timer says so. Two at a time do no harm: claims decide. */
public interface SweepControl {

    /**
     * Sends deliveries whose time has come on their way, and returns when it is done.
     *
     * @throws IllegalStateException if this process has no sweeper, or it could not find out what is due
     */
    void sweepLedger();

    /** Likewise, mail that SES has stored and nobody announced. */
    void sweepInbox();
}
