package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Search;
import ledger.Search.Wanted;
import policy.PausedSets;
import settings.RequestDeadline;
import settings.Settings;

/** Reads the state of all sets from indexes, and caches it for a few seconds for all viewers. */
@ApplicationScoped
public class Dashboard {

    /** Where counting ends: a larger number is shown as "more". */
    public static final int MOST = 1000;

    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final Duration RECENTLY = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    static final List<DeliveryStatus> COLUMNS = List.of(RUNNING, RETRY, HELD, FAILED, DEAD, DROPPED, DONE);

    private final Search search;
    private final AddressBook addresses;
    private final Settings settings;
    private final PausedSets paused;
    private final SharedReading<List<SetOverview>> states;

    public Dashboard(Search search, AddressBook addresses, Settings settings, PausedSets paused, Clock clock) {
        this.search = search;
        this.addresses = addresses;
        this.settings = settings;
        this.paused = paused;
        this.states = new SharedReading<>(FRESH, clock, this::read);
    }

    /** @return the sets by name, and the mail of no set at the end; at most a few seconds old */
    public List<SetOverview> states() {
        return states.get();
    }

    private List<SetOverview> read(Instant now) {
        RequestDeadline deadline = RequestDeadline.current();
        List<String> sets = Stream.concat(settings.sets().keySet().stream().sorted(), Stream.of(""))
                .toList();
        Map<String, SetOverview> states = new ConcurrentHashMap<>();
        sets.parallelStream().forEach(set -> deadline.run(() -> states.put(set, state(set, now))));
        return sets.stream().map(states::get).toList();
    }

    private SetOverview state(String set, Instant now) {
        Map<DeliveryStatus, Integer> counts = new EnumMap<>(DeliveryStatus.class);
        COLUMNS.forEach(status ->
                counts.put(status, search.count(Wanted.in(set, status, since(status, now), soon(now)), MOST)));
        Instant oldest = search.openSince(set, soon(now)).orElse(null);
        Optional<PausedSets.Pause> pause = paused.of(set);
        return new SetOverview(
                set,
                counts,
                oldest,
                addresses.outdated().getOrDefault(set, ""),
                pause.map(PausedSets.Pause::by).orElse(null),
                pause.map(PausedSets.Pause::since).orElse(null),
                pause.map(PausedSets.Pause::why).orElse(null),
                now);
    }

    private static Instant since(DeliveryStatus status, Instant now) {
        return switch (status) {
            case DONE -> now.minus(RECENTLY);
            case DROPPED -> now.minus(DAY);
            default -> Instant.EPOCH;
        };
    }

    private static Instant soon(Instant now) {
        return SearchQuery.soon(now);
    }
}
