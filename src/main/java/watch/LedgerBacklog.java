package watch;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Search;
import ledger.Search.Wanted;
import settings.Settings;

/**
 * Each set's state in the ledger: per round, ten index queries for each set and shard, and one for its canary,
 * whatever the ledger's size.
 */
@ApplicationScoped
class LedgerBacklog implements Probe {

    private static final int MOST = 1000;
    private static final Duration LATELY = Duration.ofHours(1);

    private final Search search;
    private final Settings settings;
    private final Canaries canaries;
    private final Clock clock;
    private final MultiGauge now;
    private final MultiGauge lately;
    private final MultiGauge oldest;
    private final MultiGauge canary;
    private volatile Map<String, Duration> ages = Map.of();

    LedgerBacklog(Search search, Settings settings, Canaries canaries, Clock clock, MeterRegistry meters) {
        this.search = search;
        this.settings = settings;
        this.canaries = canaries;
        this.clock = clock;
        this.now = MultiGauge.builder(Metric.DELIVERIES.key()).register(meters);
        this.lately = MultiGauge.builder(Metric.DELIVERIES_LATELY.key()).register(meters);
        this.oldest = MultiGauge.builder(Metric.OPEN_OLDEST_SECONDS.key()).register(meters);
        this.canary = MultiGauge.builder(Metric.CANARY_AGE_SECONDS.key()).register(meters);
    }

    @Override
    public String at() {
        return "ledger";
    }

    @Override
    public void look() {
        Instant time = clock.instant();
        now.register(counts(List.of(RUNNING, RETRY, HELD), Instant.EPOCH, time), true);
        lately.register(counts(List.of(HELD, FAILED, DEAD), time.minus(LATELY), time), true);
        Map<String, Duration> read = new TreeMap<>();
        sets().forEach(set -> read.put(set, age(set, time)));
        oldest.register(seconds(read), true);
        ages = read;
        canary.register(seconds(canaries.ages()), true);
    }

    /** @return for each set, how long its oldest delivery has been open, at the last round */
    Map<String, Duration> ages() {
        return ages;
    }

    private static List<Row<?>> seconds(Map<String, Duration> bySet) {
        List<Row<?>> rows = new ArrayList<>();
        bySet.forEach((set, time) -> rows.add(Row.of(Tags.of("set", set), time.toSeconds())));
        return rows;
    }

    private List<Row<?>> counts(List<DeliveryStatus> statuses, Instant since, Instant time) {
        List<Row<?>> rows = new ArrayList<>();
        sets().forEach(set -> statuses.forEach(status -> rows.add(Row.of(
                Tags.of("set", set, "status", status.name()),
                search.count(Wanted.in(set, status, since, end(time)), MOST)))));
        return rows;
    }

    private Duration age(String set, Instant time) {
        return search.openSince(set, end(time))
                .map(received -> Duration.between(received, time))
                .orElse(Duration.ZERO);
    }

    /** The empty name means the mail of no set. */
    private List<String> sets() {
        return Stream.concat(settings.sets().keySet().stream(), Stream.of("")).toList();
    }

    /** Other clocks may be slightly ahead. */
    private static Instant end(Instant time) {
        return time.plus(Duration.ofMinutes(1));
    }
}
