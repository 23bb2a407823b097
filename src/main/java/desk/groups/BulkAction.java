package desk.groups;

import desk.OperatorActions;
import desk.RateLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ledger.Entry;
import org.jboss.logging.Logger;

/**
 * Applies an action to one delivery after another, at a rate, until all are done or an operator stops it. It stops
 * between two deliveries.
 */
final class BulkAction implements Runnable {

    private static final Logger LOG = Logger.getLogger(BulkAction.class);

    private enum State {
        running,
        ended,
        stopped,
        failed
    }

    private final String id;
    private final BulkRequest request;
    private final Stream<Entry> selected;
    private final OperatorActions actions;
    private final Clock clock;
    private final Instant startedAt;
    private final CountDownLatch stop = new CountDownLatch(1);
    private int done;
    private int changed;
    private State state = State.running;
    private Instant endedAt;

    BulkAction(String id, BulkRequest request, Stream<Entry> selected, OperatorActions actions, Clock clock) {
        this.id = id;
        this.request = request;
        this.selected = selected;
        this.actions = actions;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void run() {
        try (selected) {
            end(goOn(selected.iterator()) ? State.ended : State.stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(State.stopped);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "bulk action %s stopped before its end: %s",
                    id, e.getClass().getSimpleName());
            end(State.failed);
        }
    }

    /** @return whether it reached the end */
    private boolean goOn(Iterator<Entry> entries) throws InterruptedException {
        RateLimit pace = new RateLimit(request.rate(), System::nanoTime);
        while (entries.hasNext()) {
            if (stop.await(pace.untilNext().toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            pace.step();
            Entry entry = entries.next();
            count(actions.apply(request.action(), entry, request.selection().status(), request.by(), request.why())
                    .isDone());
        }
        return true;
    }

    private synchronized void count(boolean isDone) {
        done += isDone ? 1 : 0;
        changed += isDone ? 0 : 1;
    }

    private synchronized void end(State how) {
        state = how;
        endedAt = clock.instant();
    }

    /** A second call does nothing, and so does a call after the end. */
    void stop() {
        stop.countDown();
    }

    synchronized BulkReport report() {
        return new BulkReport(
                id,
                request.action().lowerCaseName(),
                request.selection().status().name(),
                request.by(),
                request.why(),
                request.rate(),
                request.expected(),
                done,
                changed,
                state.name(),
                startedAt,
                endedAt);
    }
}
