package desk.groups;

import desk.SearchPage;
import desk.SearchQuery;
import desk.StatusReason;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import ledger.Search.Wanted;
import settings.RequestDeadline;

/** Groups a set's deliveries by the reason of their status, within limits of time and size. */
@ApplicationScoped
@Unremovable
public class GroupReader {

    /** Twenty pages of the index, with their deliveries. */
    static final int MOST = 2000;

    private final Search search;
    private final Clock clock;

    public GroupReader(Search search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    /** @param set empty: mail of no set */
    public DeliveryGroups read(String set, DeliveryStatus status) {
        Map<String, DeliveryGroup> groups = new TreeMap<>();
        Wanted wanted = Wanted.in(set, status, Instant.EPOCH, SearchQuery.soon(clock.instant()));
        Iterator<Entry> newestFirst = search.all(wanted).iterator();
        int count = 0;
        for (; count < MOST && RequestDeadline.current().hasTime() && newestFirst.hasNext(); count++) {
            Entry entry = newestFirst.next();
            if (entry.status() != status) {
                continue; // the delivery has changed since the index was written
            }
            StatusReason reason = StatusReason.of(entry.last().note());
            Instant at = entry.last().at();
            groups.merge(
                    reason.id(),
                    new DeliveryGroup(set, status.name(), reason.id(), reason.text(), 1, at, at),
                    (group, one) -> group.and(at));
        }
        return new DeliveryGroups(
                groups.values().stream()
                        .sorted(Comparator.comparingInt(DeliveryGroup::count)
                                .reversed()
                                .thenComparing(DeliveryGroup::id))
                        .toList(),
                count,
                newestFirst.hasNext());
    }

    /**
     * @param reason the reason's id
     * @param until only deliveries that got their status before this time
     * @return the deliveries, newest first; those of the same moment are on one page
     */
    public SearchPage list(String set, DeliveryStatus status, String reason, Instant until, int limit) {
        Iterator<Entry> newestFirst =
                search.all(Wanted.in(set, status, Instant.EPOCH, until)).iterator();
        List<Entry> found = new ArrayList<>();
        Instant lookedTo = until;
        for (int count = 0; newestFirst.hasNext(); count++) {
            Entry entry = newestFirst.next();
            Instant at = entry.last().at().truncatedTo(ChronoUnit.MILLIS); // as in the index
            if (!at.equals(lookedTo)
                    && (found.size() >= limit
                            || count >= MOST
                            || !RequestDeadline.current().hasTime())) {
                return new SearchPage(found, lookedTo, false);
            }
            lookedTo = at;
            if (entry.status() == status
                    && StatusReason.of(entry.last().note()).id().equals(reason)) {
                found.add(entry);
            }
        }
        return new SearchPage(found, null, false);
    }
}
