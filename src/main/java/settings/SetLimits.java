package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** How much a set's program, or a tenant's share of it, is to have. What is more waits, and is never dropped. */
public interface SetLimits {

    /** Tasks of the set that run at a time. Couriers have {@link CouriersSettings#atMost} instead. */
    Optional<Integer> atOnce();

    /** Tasks for one tenant. Couriers have {@link CouriersSettings#perTenant} instead. */
    Optional<Integer> tenantAtOnce();

    /** Hand-overs in a day, retries among them. */
    Optional<Integer> perDay();

    /** Hand-overs for one tenant in a day. */
    Optional<Integer> tenantPerDay();

    /** Where the day begins at midnight. */
    @WithDefault("UTC")
    ZoneId zone();

    /** How long a delivery waits that found no place, at least; up to twice as long. */
    @WithDefault("PT15S")
    Duration again();
}
