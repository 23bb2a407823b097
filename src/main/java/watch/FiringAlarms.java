package watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import settings.Settings;

/**
 * The alarms that fire according to the metrics of this process, evaluated once per round of {@code
 * hikyaku.watch.every}, without any request. Counters of other processes are not included; gauges of ledger and queues
 * cover all processes.
 */
@ApplicationScoped
@Unremovable
public class FiringAlarms {

    private static final Logger LOG = Logger.getLogger("hikyaku.watch");

    private record Series(AlarmRule rule, Map<String, String> labels) {}

    private record Sample(Instant at, double value) {}

    /**
     * @param alarms the most urgent first
     * @param readAt absent if this process evaluates none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Reading(List<FiringAlarm> alarms, Instant readAt) {}

    private final MeterRegistry meters;
    private final Optional<Duration> every;
    private final Clock clock;
    private final Map<Series, Instant> trueSince = new HashMap<>();
    private final Map<Series, Deque<Sample>> counts = new HashMap<>();
    private volatile Reading reading = new Reading(List.of(), null);
    private Instant firstRound;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "alarms");
        thread.setDaemon(true);
        return thread;
    });

    public FiringAlarms(MeterRegistry meters, Settings settings, Clock clock) {
        this.meters = meters;
        this.every = settings.watch().every();
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        every.ifPresent(time ->
                timer.scheduleWithFixedDelay(this::round, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    void stop(@Observes ShutdownEvent end) {
        timer.shutdownNow();
    }

    /** @return the alarms of the last round */
    public Reading now() {
        return reading;
    }

    private void round() {
        try {
            evaluate();
        } catch (RuntimeException e) {
            // an exception would stop the timer
            LOG.warnf("the alarms were not evaluated: %s", e.getClass().getSimpleName());
        }
    }

    synchronized void evaluate() {
        Instant now = clock.instant();
        firstRound = firstRound == null ? now : firstRound;
        List<FiringAlarm> firing = new ArrayList<>();
        for (AlarmRule rule : AlarmRule.values()) {
            Map<Series, Double> values = values(rule);
            trueSince.keySet().removeIf(series -> series.rule() == rule && !values.containsKey(series));
            values.forEach((series, value) -> {
                double compared = rule.isOfIncrease() ? increase(series, value, now) : value;
                if (!rule.isTrueFor(compared)) {
                    trueSince.remove(series);
                    return;
                }
                Instant since = trueSince.computeIfAbsent(series, first -> now);
                if (!since.plus(rule.lasting()).isAfter(now)) {
                    firing.add(new FiringAlarm(
                            rule.name(),
                            rule.severity().name().toLowerCase(Locale.ROOT),
                            series.labels(),
                            (long) compared,
                            since));
                }
            });
        }
        firing.sort(Comparator.comparing(FiringAlarm::severity).thenComparing(FiringAlarm::name));
        reading = new Reading(List.copyOf(firing), now);
    }

    private Map<Series, Double> values(AlarmRule rule) {
        Map<Series, Double> values = new HashMap<>();
        for (Meter meter : meters.find(rule.metric().key()).meters()) {
            Map<String, String> labels = meter.getId().getTags().stream()
                    .collect(Collectors.toMap(Tag::getKey, Tag::getValue, (one, other) -> one, TreeMap::new));
            if (rule.isAbout(labels)) {
                value(meter).forEach(value -> values.put(new Series(rule, labels), value));
            }
        }
        return values;
    }

    /** A gauge whose object was garbage-collected has no value. */
    private static Stream<Double> value(Meter meter) {
        double value = meter instanceof Gauge gauge
                ? gauge.value()
                : meter instanceof FunctionCounter counter ? counter.count() : Double.NaN;
        return Double.isNaN(value) ? Stream.empty() : Stream.of(value);
    }

    /** A counter that appears after the first round counts from 0. */
    private double increase(Series series, double value, Instant now) {
        Deque<Sample> samples = counts.computeIfAbsent(series, none -> new ArrayDeque<>());
        if (samples.isEmpty()) {
            samples.add(now.equals(firstRound) ? new Sample(now, value) : new Sample(firstRound, 0));
        }
        samples.add(new Sample(now, value));
        while (samples.size() > 1 && samples.peekFirst().at().isBefore(now.minus(AlarmRule.WINDOW))) {
            samples.removeFirst();
        }
        return value - samples.peekFirst().value();
    }
}
