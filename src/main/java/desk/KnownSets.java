package desk;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Search;
import settings.Settings;

/** The sets of the settings, and removed sets that still have deliveries, for requests that name a set. */
@ApplicationScoped
@Unremovable
public class KnownSets {

    private final Collection<String> names;
    private final Search search;
    private final Clock clock;

    public KnownSets(Settings settings, Search search, Clock clock) {
        this.names = new TreeSet<>(settings.sets().keySet());
        this.search = search;
        this.clock = clock;
    }

    /**
     * @param set the set's name; empty for mail of no set
     * @throws InvalidRequest if neither the settings nor the ledger have such a set; the message names the sets of the
     *     settings
     */
    public void check(String set) {
        if (!set.isEmpty() && !names.contains(set) && !hasDeliveries(set)) {
            throw new InvalidRequest("there is no set %s: the settings have %s (hikyaku.sets.NAME)"
                    .formatted(DeliveryText.plain(set), names.isEmpty() ? "none" : String.join(", ", names)));
        }
    }

    private boolean hasDeliveries(String set) {
        Instant soon = SearchQuery.soon(clock.instant());
        return Stream.of(DeliveryStatus.values())
                .anyMatch(status -> search.count(Search.Wanted.in(set, status, Instant.EPOCH, soon), 1) > 0);
    }
}
