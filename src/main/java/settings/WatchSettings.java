package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What is watched beside the work itself. */
public interface WatchSettings {

    /** How often ledger and queues are looked at, for metrics and health. Absent: never. */
    Optional<Duration> every();

    /** A delivery that is open for longer makes the pipeline not well. */
    @WithDefault("PT1H")
    Duration oldest();
}
