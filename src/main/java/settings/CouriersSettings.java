package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Tasks that run one delivery after another from the set's work queue. */
public interface CouriersSettings {

    /** URL of the work queue: FIFO, with content-based deduplication. */
    Optional<String> queue();

    /** URL of the work queue's dead-letter queue: couriers move messages there that they cannot read. */
    Optional<String> deadLetters();

    /** Maximum number of couriers at a time. */
    @WithDefault("10")
    int atMost();

    /** Number of queued deliveries per courier. */
    @WithDefault("50")
    int backlogEach();

    /** How many deliveries of one tenant run at a time: a noisy shop cannot occupy the other couriers. */
    @WithDefault("1")
    int perTenant();

    /** A courier ends after this time without work. */
    @WithDefault("PT60S")
    Duration idle();

    /** Minimum time between starts of couriers: ECS needs about this long to start them. */
    @WithDefault("PT15S")
    Duration wave();
}
