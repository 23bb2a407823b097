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
 * What this process has to tell the ledger about attempts that it has started, and could not tell so far. Kept in memory:
 * a task's disk goes with its task. If the process dies first, the delivery is RUNNING without a task, and the sweeper
 * opens another attempt.
 */
@Singleton
public class UnwrittenOutcomes {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    /** More orders than a courier tries to start while the ledger does not answer. */
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

    /** @param claim under which the attempt was run, or was not */
    public record Unwritten(Claim claim, CommandOutcome outcome, Instant since) {}

    /** Keeps an outcome until it is {@link #written}. A second call for the same order changes nothing but who has it in hand. */
    public synchronized void keep(WorkOrder order, Claim claim, CommandOutcome outcome) {
        kept.putIfAbsent(order, new Unwritten(claim, outcome, clock.instant()));
        inHand.remove(order);
    }

    /** @return the order's outcome, which the caller writes: then it says {@link #written}, or {@link #keep} once more */
    public synchronized Optional<Unwritten> take(WorkOrder order) {
        return kept.containsKey(order) && inHand.add(order) ? Optional.of(kept.get(order)) : Optional.empty();
    }

    /** The ledger has it, or has another's word. An order of which nothing is kept is no error. */
    public synchronized void written(WorkOrder order) {
        kept.remove(order);
        inHand.remove(order);
    }

    public synchronized boolean isEmpty() {
        return kept.isEmpty();
    }

    /** @return orders whose outcomes are to be written; those that were kept for too long are given up and logged */
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

    /** @return the nonce of the order's start whose answer never came, for one caller; else a new one */
    public synchronized String nonce(WorkOrder order) {
        String before = unanswered.remove(order);
        return before == null ? UUID.randomUUID().toString() : before;
    }

    /** The ledger may have taken the start: only the same start may be tried again. */
    public synchronized void unanswered(WorkOrder order, String nonce) {
        unanswered.put(order, nonce);
    }
}
