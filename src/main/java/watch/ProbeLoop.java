package watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import settings.Settings;

/**
 * Checks the ledger and the queues once per round, for any number of scrapers and health requests: they read the last
 * round's values. A process without {@code hikyaku.watch.every} has no rounds.
 */
@ApplicationScoped
public class ProbeLoop {

    private static final Logger LOG = Logger.getLogger("hikyaku.watch");

    /** A round that is late because the SDK repeats requests is not yet a failure. */
    private static final int ROUNDS_UNTIL_BLIND = 5;

    /** The first message is received before the first check. */
    private static final long FIRST_MILLIS = 2000;

    private final List<Probe> looks;
    private final Optional<Duration> every;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Map<String, String> unreachable = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    });

    ProbeLoop(@All List<Probe> looks, Settings settings, Clock clock, MeterRegistry meters) {
        this.looks = looks;
        this.every = settings.watch().every();
        this.clock = clock;
        if (every.isPresent()) {
            looks.forEach(look -> meters.gauge(
                    Metric.REACHABLE.key(),
                    List.of(Tag.of("kind", look.at())),
                    this,
                    rounds -> rounds.unreachable().containsKey(look.at()) ? 0 : 1));
        }
    }

    void begin(@Observes StartupEvent start) {
        every.ifPresent(time ->
                timer.scheduleWithFixedDelay(this::round, FIRST_MILLIS, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @return what could not be reached, with the reason; empty if all is well, or there are no rounds */
    public Map<String, String> unreachable() {
        Map<String, String> answer = new TreeMap<>(unreachable);
        every.ifPresent(time -> {
            Instant blind = clock.instant().minus(time.multipliedBy(ROUNDS_UNTIL_BLIND));
            looks.stream()
                    .filter(look -> seen.getOrDefault(look.at(), Instant.EPOCH).isBefore(blind))
                    .forEach(look -> answer.putIfAbsent(look.at(), "not looked at"));
        });
        return answer;
    }

    private void round() {
        looks.stream().takeWhile(look -> !timer.isShutdown()).forEach(this::look);
    }

    private void look(Probe look) {
        try {
            look.look();
            seen.put(look.at(), clock.instant());
            unreachable.remove(look.at());
        } catch (RuntimeException e) {
            if (timer.isShutdown()) {
                return; // the process ends, and the clients with it
            }
            // a timer task that throws never runs again
            unreachable.put(look.at(), e.getClass().getSimpleName());
            LOG.warnf("%s cannot be reached: %s", look.at(), e.getClass().getSimpleName());
        }
    }

    /** Runs before the clients are closed. */
    void stop(@Observes ShutdownEvent end) {
        timer.shutdownNow();
    }
}
