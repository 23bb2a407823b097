package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import ledger.Search.Wanted;
import settings.Settings;

/**
 * Finds operators' actions in the timelines of the deliveries that changed last, because no index has them. The
 * timelines are read once a minute for all viewers.
 */
@ApplicationScoped
@Unremovable
public class ActionReader {

    /** How many deliveries' timelines are read. */
    static final int MOST = 500;

    /** The statuses that follow an operator's action; RUNNING includes all that are in progress. */
    private static final List<DeliveryStatus> STATUSES = List.of(RUNNING, RETRY, HELD, FAILED, DEAD, DROPPED, DONE);

    private final Search search;
    private final Settings settings;
    private final SharedReading<ActionsPage> newest;

    public ActionReader(Search search, Settings settings, Clock clock) {
        this.search = search;
        this.settings = settings;
        this.newest = new SharedReading<>(Duration.ofMinutes(1), clock, this::read);
    }

    public ActionsPage newest() {
        return newest.get();
    }

    private ActionsPage read(Instant now) {
        List<Wanted> wanted = Stream.concat(settings.sets().keySet().stream(), Stream.of(""))
                .flatMap(set ->
                        STATUSES.stream().map(status -> Wanted.in(set, status, Instant.EPOCH, SearchQuery.soon(now))))
                .toList();
        List<Entry> changed = search.newest(wanted, MOST);
        List<ActionDetails> actions = changed.stream()
                .flatMap(ActionReader::actions)
                .sorted(Comparator.comparing(ActionDetails::at).reversed())
                .toList();
        Instant back = changed.size() < MOST
                ? null
                : changed.get(changed.size() - 1).last().at();
        return new ActionsPage(actions, changed.size(), back, now);
    }

    private static Stream<ActionDetails> actions(Entry entry) {
        DeliveryId id = entry.claim().id();
        return entry.timeline().stream()
                .map(OperatorEvent::of)
                .flatMap(Optional::stream)
                .map(event -> new ActionDetails(
                        event.event().at(),
                        event.event().by(),
                        event.action().lowerCaseName(),
                        event.was().name(),
                        event.why(),
                        id.toString(),
                        entry.delivery().id().mail(),
                        id.key(),
                        entry.delivery().set(),
                        entry.delivery().tenant(),
                        entry.status().name()));
    }
}
