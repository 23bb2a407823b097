package reconcile;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of a reconciliation.
 *
 * @param stored number of mails that the buckets have reported as stored
 * @param counts the numbers by set and tenant
 * @param differences the differences, sorted by kind, then by id
 * @param notes what could not be compared, in words
 */
@RegisterForReflection
public record Balance(
        Instant from,
        Instant until,
        int stored,
        List<TenantCount> counts,
        List<Difference> differences,
        List<String> notes) {

    /**
     * @param deliveries number of all deliveries
     * @param byStatus number of deliveries by final status; {@code OPEN} for those that have not ended
     */
    @RegisterForReflection
    public record TenantCount(String set, String tenant, int deliveries, Map<String, Integer> byStatus) {}
}
