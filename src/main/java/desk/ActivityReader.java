package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;

import desk.SetActivity.Hour;
import desk.SetActivity.Latency;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import ledger.Search.Wanted;
import settings.RequestDeadline;
import settings.Settings;

/**
 * Reads each set's deliveries of the last 24 hours: their number comes from an index, their durations from
 * {@value #SAMPLE} of them. One read a minute serves all viewers.
 */
@ApplicationScoped
@Unremovable
public class ActivityReader {

    private static final int HOURS = 24;

    /** Maximum number of keys read per status: two pages of the index. */
    static final int MOST = 10_000;

    static final int SAMPLE = 50;

    private final Search search;
    private final Settings settings;
    private final SharedReading<List<SetActivity>> all;

    public ActivityReader(Search search, Settings settings, Clock clock) {
        this.search = search;
        this.settings = settings;
        this.all = new SharedReading<>(Duration.ofMinutes(1), clock, this::read);
    }

    /** @return the sets by name, and the mail of no set at the end; at most a minute old */
    public List<SetActivity> activities() {
        return all.get();
    }

    private List<SetActivity> read(Instant now) {
        RequestDeadline deadline = RequestDeadline.current();
        List<String> sets = Stream.concat(settings.sets().keySet().stream().sorted(), Stream.of(""))
                .toList();
        Map<String, SetActivity> activities = new ConcurrentHashMap<>();
        sets.parallelStream().forEach(set -> deadline.run(() -> activities.put(set, activity(set, now))));
        return sets.stream().map(activities::get).toList();
    }

    private SetActivity activity(String set, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1, ChronoUnit.HOURS);
        int[][] counts = new int[HOURS][3];
        boolean partial = count(set, DONE, first, now, counts, 0)
                | count(set, HELD, first, now, counts, 1)
                | count(set, FAILED, first, now, counts, 2)
                | count(set, DEAD, first, now, counts, 2);
        List<Hour> hours = IntStream.range(0, HOURS)
                .mapToObj(i -> new Hour(first.plus(i, ChronoUnit.HOURS), counts[i][0], counts[i][1], counts[i][2]))
                .toList();
        boolean someDone = hours.stream().anyMatch(hour -> hour.done() > 0);
        return new SetActivity(set, hours, someDone ? latency(set, first, now) : null, partial);
    }

    /** @return whether more deliveries exist than were counted */
    private boolean count(String set, DeliveryStatus status, Instant first, Instant now, int[][] counts, int column) {
        List<Instant> times = search.times(Wanted.in(set, status, first, SearchQuery.soon(now)), MOST);
        times.forEach(time -> counts[hour(first, time)][column]++);
        return times.size() == MOST;
    }

    /** Another clock may be ahead of this one. */
    private static int hour(Instant first, Instant time) {
        return (int) Math.min(HOURS - 1, ChronoUnit.HOURS.between(first, time));
    }

    private Latency latency(String set, Instant first, Instant now) {
        List<Long> millis =
                search.find(Wanted.in(set, DONE, first, SearchQuery.soon(now)), SAMPLE, "").entries().stream()
                        .filter(entry ->
                                entry.timeline().stream().map(OperatorEvent::of).allMatch(Optional::isEmpty))
                        .map(ActivityReader::millis)
                        .sorted()
                        .toList();
        return millis.isEmpty() ? null : new Latency(percentile(millis, 50), percentile(millis, 95), millis.size());
    }

    private static long millis(Entry entry) {
        return Math.max(
                0,
                Duration.between(entry.delivery().receivedAt(), entry.last().at())
                        .toMillis());
    }

    /** The nearest-rank percentile: a measured value. */
    static long percentile(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
