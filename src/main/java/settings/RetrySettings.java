package settings;

import java.time.Duration;

/** How often a delivery is tried, and how long it waits in between. */
public interface RetrySettings {

    /** How often a delivery is tried before it is given up and set aside. */
    int attempts();

    /** Wait before the second attempt; doubles from one attempt to the next. */
    Duration first();

    /** Longest wait between two attempts. */
    Duration longest();
}
