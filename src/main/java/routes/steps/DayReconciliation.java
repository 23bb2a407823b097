package routes.steps;

import books.DayResults;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;
import reconcile.Balance;
import reconcile.Difference;
import reconcile.Period;
import reconcile.Reconciler;
import watch.Metric;

/** Steps that reconcile yesterday's mail, by UTC. */
@ApplicationScoped
public class DayReconciliation {

    private static final Logger LOG = Logger.getLogger("hikyaku.reconcile");

    /**
     * When a day's reconciliation begins after midnight. By then, the day's last mails have ended, and the bucket's
     * events have arrived.
     */
    private static final Duration BEGINS = Duration.ofHours(2);

    private final Reconciler reconciler;
    private final DayResults results;
    private final Clock clock;
    private final MultiGauge differences;

    public DayReconciliation(Reconciler reconciler, DayResults results, Clock clock, MeterRegistry meters) {
        this.reconciler = reconciler;
        this.results = results;
        this.clock = clock;
        this.differences = MultiGauge.builder(Metric.BOOK_DIFFERENCES.key()).register(meters);
    }

    /** Whether this process must reconcile the day: one process does so. */
    public boolean isToReconcile(Exchange timer) {
        return results.of(yesterday()).isEmpty() && results.begin(yesterday());
    }

    public void reconcile(Exchange timer) {
        LocalDate day = yesterday();
        Balance balance = reconciler.reconcile(Period.of(day), null, null);
        Map<String, Integer> byKind = balance.differences().stream()
                .collect(Collectors.groupingBy(one -> one.kind().text(), Collectors.summingInt(one -> 1)));
        results.end(day, byKind);
        LOG.infof(
                "%s: %d mails stored, %d differences",
                day, balance.stored(), balance.differences().size());
        balance.differences()
                .forEach(one -> LOG.warnf(
                        "%s %s: hikyaku reconcile lists it", one.kind().text(), one.id()));
    }

    public void show(Exchange timer) {
        Optional<Map<String, Integer>> found = results.of(yesterday());
        differences.register(
                Stream.of(Difference.Kind.values())
                        .map(kind -> {
                            int count = found.map(kinds -> kinds.getOrDefault(kind.text(), 0))
                                    .orElse(-1);
                            return Row.of(Tags.of("kind", kind.text()), count);
                        })
                        .toList(),
                true);
    }

    /** The day to reconcile: before two o'clock, the day before yesterday. */
    private LocalDate yesterday() {
        return LocalDate.ofInstant(clock.instant().minus(BEGINS), ZoneOffset.UTC)
                .minusDays(1);
    }
}
