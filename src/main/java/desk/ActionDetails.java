package desk;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What an operator did to a delivery.
 *
 * @param id the delivery's id
 * @param mail the mail's id; with {@code key}, the delivery's path below /desk and /api
 * @param action redrive, release or drop
 * @param was the delivery's status before the action
 * @param status the delivery's status now
 */
@RegisterForReflection
public record ActionDetails(
        Instant at,
        String by,
        String action,
        String was,
        String why,
        String id,
        String mail,
        String key,
        String set,
        String tenant,
        String status) {}
