package settings;

import java.time.Duration;

/** When couriers are started for the sets that have them. */
public interface LaunchSettings {

    /** How often the work queues are looked at; a look is one request for each set. */
    Duration lookEvery();
}
