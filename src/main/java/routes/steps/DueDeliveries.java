package routes.steps;

import static watch.Metric.FAILURES;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.ClaimLost;
import ledger.Deliveries;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.Postponement;
import org.apache.camel.Exchange;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;
import watch.MailCounters;
import work.Work;

/**
 * Steps of a sweep that keep one delivery from blocking the others. A sweep reads another page as long as pages are
 * full. A delivery that cannot be checked is postponed, by a pause that grows with the time without progress.
 */
@ApplicationScoped
public class DueDeliveries {

    private static final Logger LOG = Logger.getLogger("hikyaku.sweep");

    private static final Variable<Sweep> SWEEP = new Variable<>("sweep", Sweep.class);
    private static final Variable<Entry> DUE = new Variable<>("due", Entry.class);

    /** Number of failed checks in a sweep after which the cause is considered to be the set, not its rows. */
    private static final int SILENT = 3;

    private final Deliveries deliveries;
    private final Postponement postponing;
    private final Settings settings;
    private final Clock clock;
    private final MailCounters counts;
    private final Duration longestSweep;
    private final LogLimit log;

    public DueDeliveries(
            Deliveries deliveries,
            Postponement postponing,
            Settings settings,
            Clock clock,
            MailCounters counts,
            @ConfigProperty(name = "hikyaku.sweep.every") Duration every) {
        this.deliveries = deliveries;
        this.postponing = postponing;
        this.settings = settings;
        this.clock = clock;
        this.counts = counts;
        this.longestSweep = every;
        this.log = new LogLimit(clock, LOG::warn);
    }

    /**
     * One sweep: the last page, and the number of failed checks by set. Its deliveries are handled one after another.
     */
    private static final class Sweep {
        private final Instant began;
        private final Map<String, Integer> failures = new HashMap<>();
        private DeliveryId first;
        private boolean hasMore = true;

        private Sweep(Instant began) {
            this.began = began;
        }
    }

    /**
     * Whether to continue: the last page was full, at least one delivery made progress, and the next sweep is not due
     * yet.
     */
    public boolean hasMore(Exchange exchange) {
        Sweep sweep = SWEEP.of(exchange);
        return sweep == null || sweep.hasMore && clock.instant().isBefore(sweep.began.plus(longestSweep));
    }

    /** The due deliveries become the body, longest overdue first. */
    public void read(Exchange exchange) {
        Sweep sweep = SWEEP.of(exchange);
        if (sweep == null) {
            sweep = new Sweep(clock.instant());
            SWEEP.set(exchange, sweep);
        }
        List<Entry> due = deliveries.due(settings.sweep().limit());
        DeliveryId first = due.isEmpty() ? null : due.get(0).claim().id();
        sweep.hasMore = due.size() >= settings.sweep().limit() && !first.equals(sweep.first);
        sweep.first = first;
        exchange.getMessage().setBody(due);
    }

    /**
     * If a task has the delivery, the work on it begins with the claim as it was read. If a courier was faster, the
     * next write of that work is refused.
     *
     * @throws SilentCluster if the cluster of the delivery's set or queue has not answered earlier in this sweep
     */
    public void take(Exchange exchange) {
        Entry entry = exchange.getMessage().getBody(Entry.class);
        DUE.set(exchange, entry);
        Sweep sweep = SWEEP.of(exchange);
        String set = entry.delivery().set();
        if (entry.isWithTask() && sweep != null && sweep.failures.getOrDefault(set, 0) >= SILENT) {
            throw new SilentCluster(set);
        }
        if (entry.isWithTask()) {
            OnWork.begin(exchange, entry.claim());
        }
    }

    /**
     * @throws IllegalStateException if the delivery is neither claimed nor settled, and no other process has it. The next
     * sweep would find it again
     */
    public void checkTaken(Exchange exchange) {
        Work work = OnWork.of(exchange);
        if (!work.hasClaim() && !work.settled() && work.wantedAt() == null) {
            throw new IllegalStateException("could not be claimed");
        }
    }

    /** @return whether the delivery failed, and not only because another process was faster */
    public static boolean failed(Exchange exchange) {
        return DUE.of(exchange) != null && !(Reason.failure(exchange) instanceof ClaimLost);
    }

    /** Postpones the delivery, unless a worker has claimed it in the meantime. */
    public void putOff(Exchange exchange) {
        Entry entry = DUE.of(exchange);
        Throwable failure = Reason.failure(exchange);
        String set = entry.delivery().set();
        Sweep sweep = SWEEP.of(exchange);
        if (sweep != null && entry.isWithTask()) {
            sweep.failures.merge(set, failure instanceof SdkClientException ? SILENT : 1, Integer::sum);
        }
        counts.add(FAILURES, "sweep-ledger", Reason.kind(failure));
        Duration pause = pause(entry);
        log.line(
                set + " " + Reason.kind(failure),
                "%s of set %s is checked again in %d s: %s"
                        .formatted(entry.claim().id(), set, pause.toSeconds(), Reason.of(failure)));
        postponing.postpone(entry, pause);
    }

    /**
     * A quarter of the time since its last event: the pause is not an event, so each pause is longer than the one
     * before.
     */
    private Duration pause(Entry entry) {
        Duration quarter = Duration.between(entry.last().at(), clock.instant()).dividedBy(4);
        Duration atLeast = settings.retry().first();
        Duration atMost = settings.retry().longest();
        Duration bounded = quarter.compareTo(atMost) > 0 ? atMost : quarter;
        return bounded.compareTo(atLeast) < 0 ? atLeast : bounded;
    }
}
