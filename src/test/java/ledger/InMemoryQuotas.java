package ledger;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Quotas for route tests. {@link QuotasContract} proves them equal to the real ones. */
@Mock
@ApplicationScoped
public class InMemoryQuotas implements Quotas {

    private final Map<String, Set<DeliveryId>> places = new HashMap<>();
    private final Map<String, Integer> days = new HashMap<>();
    private final Deliveries deliveries;

    public InMemoryQuotas(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public synchronized boolean enter(String scope, int atMost, DeliveryId id) {
        Set<DeliveryId> taken = places.computeIfAbsent(scope, none -> new HashSet<>());
        if (taken.size() >= atMost && !taken.contains(id)) {
            taken.removeIf(other -> deliveries
                    .find(other)
                    .filter(entry -> entry.status().isInWork())
                    .isEmpty());
        }
        return taken.contains(id) || taken.size() < atMost && taken.add(id);
    }

    @Override
    public synchronized boolean count(String scope, LocalDate day, int atMost) {
        int before = days.getOrDefault(scope + day, 0);
        if (before >= atMost) {
            return false;
        }
        days.put(scope + day, before + 1);
        return true;
    }
}
