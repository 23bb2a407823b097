package settings;

import java.time.Duration;

/** The start of couriers for the sets that use them. */
public interface LaunchSettings {

    /** How often the work queues are checked; a check is one request for each set. */
    Duration lookEvery();
}
