package desk.groups;

import desk.DeliveryDetails;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * The deliveries that an action would change; nothing is changed.
 *
 * @param partial whether counting stopped before the end
 * @param until end of the selection: deliveries that get the status later are not included
 * @param examples the newest of the selected deliveries
 */
@RegisterForReflection
public record BulkPreview(int count, boolean partial, Instant until, List<DeliveryDetails> examples) {}
