package desk.groups;

import desk.OperatorActions;
import desk.RateLimit;
import desk.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ledger.Entry;
import org.jboss.logging.Logger;

/**
 * Applies an action to one delivery after another, at a rate, until all are done or an operator stops it. It stops
 * between two deliveries. Every two seconds it writes its progress into the ledger. Each write also shows whether an
 * operator has stopped the action in another process, or another process has taken it over. If two processes run it for
 * these two seconds, each delivery still changes once: its write needs the status that the operator saw.
 */
final class BulkAction implements Runnable {

    private static final Logger LOG = Logger.getLogger(BulkAction.class);
    private static final Duration REPORT = Duration.ofSeconds(2);

    private final BulkRecord begun;
    private final Selector selector;
    private final OperatorActions actions;
    private final BulkLog log;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private int done;
    private int changed;
    private BulkState state = BulkState.running;
    private Instant endedAt;
    private Instant reportedAt;
    private volatile boolean isShutDown;

    BulkAction(BulkRecord begun, Selector selector, OperatorActions actions, BulkLog log, Clock clock) {
        this.begun = begun;
        this.selector = selector;
        this.actions = actions;
        this.log = log;
        this.clock = clock;
        this.done = begun.done();
        this.changed = begun.changed();
        this.reportedAt = begun.reportedAt();
    }

    @Override
    public void run() {
        try (Stream<Entry> selected = selector.select(begun.request().selection())) {
            end(goOn(selected.iterator()) ? BulkState.ended : BulkState.stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(BulkState.stopped);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "bulk action %s stopped before its end: %s",
                    begun.id(), e.getClass().getSimpleName());
            end(BulkState.failed);
        }
    }

    /** @return whether the action reached the end */
    private boolean goOn(Iterator<Entry> entries) throws InterruptedException {
        BulkRequest request = begun.request();
        RateLimit pace = new RateLimit(request.rate(), System::nanoTime);
        while (entries.hasNext()) {
            if (stop.await(pace.untilNext().toNanos(), TimeUnit.NANOSECONDS) || !isReported()) {
                return false;
            }
            pace.step();
            Entry entry = entries.next();
            count(actions.apply(request.action(), entry, request.selection().status(), request.by(), request.why())
                    .isDone());
        }
        return true;
    }

    /** @return whether to continue */
    private boolean isReported() {
        Instant now = clock.instant();
        if (now.isBefore(reportedAt.plus(REPORT))) {
            return true;
        }
        reportedAt = now;
        return log.change(begun.id(), seen -> isOurs(seen) && seen.state() == BulkState.running ? record() : null)
                .isPresent();
    }

    /** Whether this run of the action still owns the record: each resume writes a new owner. */
    private boolean isOurs(BulkRecord seen) {
        return seen.owner().equals(begun.owner());
    }

    private synchronized void count(boolean isDone) {
        done += isDone ? 1 : 0;
        changed += isDone ? 0 : 1;
    }

    /**
     * Records the end. A process that shuts down does not record an end: readers see by the age of its last record that
     * the action was interrupted.
     */
    private void end(BulkState how) {
        synchronized (this) {
            state = how;
            endedAt = clock.instant();
            reportedAt = endedAt;
        }
        if (!isShutDown) {
            try {
                log.change(begun.id(), seen -> isOurs(seen) ? record() : null);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "the end of bulk action %s is not in the ledger: it will be shown as interrupted", begun.id());
            }
        }
    }

    /** A second call does nothing, and so does a call after the end. */
    void stop() {
        stop.countDown();
    }

    void shutDown() {
        isShutDown = true;
        stop();
    }

    private synchronized BulkRecord record() {
        return new BulkRecord(
                begun.id(),
                begun.request(),
                done,
                changed,
                state,
                begun.startedAt(),
                endedAt,
                begun.owner(),
                reportedAt);
    }

    synchronized boolean isRunning() {
        return state == BulkState.running;
    }

    /** @return the progress of this run, which the ledger's record may not have yet */
    BulkReport report() {
        return record().report(Instant.MIN);
    }
}
