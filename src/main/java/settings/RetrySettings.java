package settings;

import java.time.Duration;

/** How often a delivery is tried, and how long it waits in between. */
public interface RetrySettings {

    /** Number of attempts before a delivery is given up and its message moves to the dead-letter queue. */
    int attempts();

    /** Wait before the second attempt; doubles from one attempt to the next. */
    Duration first();

    /** Longest wait between two attempts. */
    Duration longest();
}
