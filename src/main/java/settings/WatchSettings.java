package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What is monitored besides the work itself. */
public interface WatchSettings {

    /** How often ledger and queues are checked, for metrics and health. Absent: never. */
    Optional<Duration> every();

    /** If a delivery is open for longer, the pipeline's health "well" is DOWN. */
    @WithDefault("PT1H")
    Duration oldest();
}
