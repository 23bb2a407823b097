package desk.groups;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The groups of a set and a status, largest first.
 *
 * @param lookedThrough number of deliveries read
 * @param partial whether there are more deliveries than these
 */
@RegisterForReflection
public record DeliveryGroups(List<DeliveryGroup> groups, int lookedThrough, boolean partial) {}
