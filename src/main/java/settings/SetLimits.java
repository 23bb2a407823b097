package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Limits for a set's program, or for a tenant's share of it. Deliveries over a limit wait, and are never dropped. */
public interface SetLimits {

    /** Tasks of the set that run at a time. Couriers use {@code couriers.at-most} instead. */
    Optional<Integer> atOnce();

    /** Tasks for one tenant at a time. Couriers use {@code couriers.per-tenant} instead. */
    Optional<Integer> tenantAtOnce();

    /** Hand-overs per day, including retries. */
    Optional<Integer> perDay();

    /** Hand-overs for one tenant per day. */
    Optional<Integer> tenantPerDay();

    /** Time zone of the day's midnight. */
    @WithDefault("UTC")
    ZoneId zone();

    /** Minimum wait of a delivery without a slot; it may be twice as long. */
    @WithDefault("PT15S")
    Duration again();
}
