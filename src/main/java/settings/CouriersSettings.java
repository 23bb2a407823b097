package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Tasks that take one delivery after another from the set's work queue. */
public interface CouriersSettings {

    /** URL of the work queue: FIFO, with content-based deduplication. */
    Optional<String> queue();

    /** URL of the work queue's dead-letter queue: couriers set aside what they cannot read. */
    Optional<String> deadLetters();

    /** Most couriers at a time. */
    @WithDefault("10")
    int atMost();

    /** Deliveries in the queue for which one courier is enough. */
    @WithDefault("50")
    int backlogEach();

    /** How many deliveries of one tenant are worked on at a time: a noisy shop leaves the other couriers to the others. */
    @WithDefault("1")
    int perTenant();

    /** A courier that has had nothing to do for this long ends. */
    @WithDefault("PT60S")
    Duration idle();

    /** Couriers are started at most once in this time: ECS takes about as long to start them. */
    @WithDefault("PT15S")
    Duration wave();
}
