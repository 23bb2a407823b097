package desk.groups;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Deliveries of a set that have a status for the same reason.
 *
 * @param id the reason's id, for links; contains no address
 * @param first the time at which the first delivery got the status
 * @param newest the time at which the newest delivery got the status
 */
@RegisterForReflection
public record DeliveryGroup(
        String set, String status, String id, String reason, int count, Instant first, Instant newest) {

    DeliveryGroup and(Instant at) {
        return new DeliveryGroup(
                set, status, id, reason, count + 1, at.isBefore(first) ? at : first, at.isAfter(newest) ? at : newest);
    }
}
