package courier;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ledger.Claim;
import org.jboss.logging.Logger;
import settings.Settings;

/**
 * The outcomes of started attempts that this process could not yet write to the ledger. They are kept in memory,
 * because a task's disk disappears with its task. If the process dies first, the delivery is RUNNING without a task,
 * and the sweeper opens another attempt.
 */
@Singleton
public class UnwrittenOutcomes {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    /** Maximum number of kept outcomes: more than the orders that a courier starts while the ledger does not answer. */
    private static final int MOST_STARTS = 1000;

    private final Clock clock;
    private final Duration longest;
    private final Map<WorkOrder, Unwritten> kept = new LinkedHashMap<>();
    private final Set<WorkOrder> inHand = new HashSet<>();
    private final Map<WorkOrder, String> unanswered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkOrder, String> eldest) {
            return size() > MOST_STARTS;
        }
    };

    public UnwrittenOutcomes(Settings settings, Clock clock) {
        this.longest = settings.courier().keepOutcome();
        this.clock = clock;
    }

    /** @param claim the claim under which the attempt ran or was refused */
    public record Unwritten(Claim claim, CommandOutcome outcome, Instant since) {}

    /**
     * Keeps an outcome until {@link #written} is called. If the order is already kept, the call only makes the caller responsible for the order.
     */
    public synchronized void keep(WorkOrder order, Claim claim, CommandOutcome outcome) {
        kept.putIfAbsent(order, new Unwritten(claim, outcome, clock.instant()));
        inHand.remove(order);
    }

    /** @return the order's outcome; the caller writes it and then calls {@link #written}, or {@link #keep} again */
    public synchronized Optional<Unwritten> take(WorkOrder order) {
        return kept.containsKey(order) && inHand.add(order) ? Optional.of(kept.get(order)) : Optional.empty();
    }

    /** Called when the ledger has this outcome, or another courier's. An order without a kept outcome is no error. */
    public synchronized void written(WorkOrder order) {
        kept.remove(order);
        inHand.remove(order);
    }

    public synchronized boolean isEmpty() {
        return kept.isEmpty();
    }

    /** @return orders whose outcomes must be written; outcomes that were kept too long are given up and logged */
    public synchronized List<WorkOrder> orders() {
        Instant tooOld = clock.instant().minus(longest);
        kept.entrySet().removeIf(entry -> {
            Unwritten outcome = entry.getValue();
            boolean isOver = !inHand.contains(entry.getKey()) && outcome.since().isBefore(tooOld);
            if (isOver) {
                LOG.errorf(
                        "%s: outcome given up after %s: attempt %d, exit %d",
                        entry.getKey().id(),
                        longest,
                        entry.getKey().attempt(),
                        outcome.outcome().exitCode());
            }
            return isOver;
        });
        return kept.keySet().stream().filter(order -> !inHand.contains(order)).toList();
    }

    /** @return the nonce of the order's start whose answer is unknown, for one caller only; otherwise a new one */
    public synchronized String nonce(WorkOrder order) {
        String before = unanswered.remove(order);
        return before == null ? UUID.randomUUID().toString() : before;
    }

    /** The ledger may have accepted the start, so only the same start may be repeated. */
    public synchronized void unanswered(WorkOrder order, String nonce) {
        unanswered.put(order, nonce);
    }
}
