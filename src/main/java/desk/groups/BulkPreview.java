package desk.groups;

import desk.DeliveryDetails;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What an action would be done to; nothing is changed.
 *
 * @param partial whether counting ended before the end
 * @param until the selection's: what gets the status later is not in it
 * @param examples the newest of them
 */
@RegisterForReflection
public record BulkPreview(int count, boolean partial, Instant until, List<DeliveryDetails> examples) {}
