package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ledger.DeliveryStatus;
import ledger.Search;
import ledger.Search.Wanted;
import settings.Settings;

/** All sets at a glance. Read from indexes, and for all who look within a few seconds once. */
@ApplicationScoped
public class Dashboard {

    /** Where counting ends: more is "more than enough". */
    public static final int MOST = 1000;

    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final Duration RECENTLY = Duration.ofHours(1);
    static final List<DeliveryStatus> COLUMNS = List.of(RUNNING, RETRY, HELD, FAILED, DEAD, DONE);

    private final Search search;
    private final AddressBook addresses;
    private final Settings settings;
    private final Clock clock;
    private List<SetOverview> states = List.of();
    private Instant read = Instant.EPOCH;

    public Dashboard(Search search, AddressBook addresses, Settings settings, Clock clock) {
        this.search = search;
        this.addresses = addresses;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return the sets by name, and the mail of no set at the end; a few seconds old at most */
    public synchronized List<SetOverview> states() {
        Instant now = clock.instant();
        if (read.plus(FRESH).isBefore(now)) {
            List<SetOverview> all = new ArrayList<>();
            settings.sets().keySet().stream().sorted().forEach(set -> all.add(state(set, now)));
            all.add(state("", now));
            states = List.copyOf(all);
            read = now;
        }
        return states;
    }

    private SetOverview state(String set, Instant now) {
        Map<DeliveryStatus, Integer> counts = new EnumMap<>(DeliveryStatus.class);
        COLUMNS.forEach(status -> {
            Instant since = status == DONE ? now.minus(RECENTLY) : Instant.EPOCH;
            counts.put(status, search.count(Wanted.in(set, status, since, SearchQuery.soon(now)), MOST));
        });
        Instant oldest = search.openSince(set, SearchQuery.soon(now)).orElse(null);
        return new SetOverview(set, counts, oldest, addresses.outdated().getOrDefault(set, ""));
    }
}
