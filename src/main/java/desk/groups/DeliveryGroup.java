package desk.groups;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Deliveries of a set that have a status for the same reason.
 *
 * @param id of the reason, for links: contains no address
 * @param first since when the oldest of them has had the status
 * @param newest since when the newest of them has had it
 */
@RegisterForReflection
public record DeliveryGroup(
        String set, String status, String id, String reason, int count, Instant first, Instant newest) {

    DeliveryGroup and(Instant at) {
        return new DeliveryGroup(
                set, status, id, reason, count + 1, at.isBefore(first) ? at : first, at.isAfter(newest) ? at : newest);
    }
}
