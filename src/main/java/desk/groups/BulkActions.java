package desk.groups;

import desk.DeliveryDetails;
import desk.DeliveryReader;
import desk.OperatorActions;
import desk.Selection;
import desk.Selector;
import desk.access.AuditLog;
import io.quarkus.arc.Unremovable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import ledger.Entry;
import settings.RequestDeadline;

/**
 * Actions on whole selections, in the background of this process, one at a time. The ledger has each action and its
 * progress: if the process dies, finished deliveries stay done, and an operator resumes the action in any process.
 */
@ApplicationScoped
@Unremovable
public class BulkActions {

    /** The number at which a preview stops counting. */
    static final int MOST_COUNTED = 2000;

    private static final int EXAMPLES = 10;

    private final Selector selector;
    private final OperatorActions actions;
    private final DeliveryReader reader;
    private final BulkLog log;
    private final Executor executor;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private BulkAction current;
    private String currentId = "";

    @Inject
    public BulkActions(Selector selector, OperatorActions actions, DeliveryReader reader, BulkLog log, Clock clock) {
        this(selector, actions, reader, log, BulkActions::inBackground, clock);
    }

    BulkActions(
            Selector selector,
            OperatorActions actions,
            DeliveryReader reader,
            BulkLog log,
            Executor executor,
            Clock clock) {
        this.selector = selector;
        this.actions = actions;
        this.reader = reader;
        this.log = log;
        this.executor = executor;
        this.clock = clock;
    }

    private static void inBackground(Runnable action) {
        Thread thread = new Thread(action, "bulk-action");
        thread.setDaemon(true);
        thread.start();
    }

    /** Counts the deliveries until the time is up; changes nothing. */
    public BulkPreview preview(Selection selection) {
        Iterator<Entry> selected = selector.select(selection).iterator();
        List<DeliveryDetails> examples = new ArrayList<>();
        int count = 0;
        boolean partial = false;
        while (!partial && selected.hasNext()) {
            Entry entry = selected.next();
            if (count < EXAMPLES) {
                examples.add(reader.details(entry));
            }
            count++;
            partial = count == MOST_COUNTED || !RequestDeadline.current().hasTime();
        }
        return new BulkPreview(count, partial && selected.hasNext(), selection.until(), examples);
    }

    /**
     * @return the action's id; empty if the request is invalid or another action is running here, and then nothing was
     *     started
     */
    public synchronized Optional<String> start(BulkRequest request) {
        if (!request.isValid() || isBusy()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        BulkRecord begun = new BulkRecord(id, request, 0, 0, BulkState.running, now, null, owner, now);
        log.begin(begun);
        AuditLog.allowed(request.by(), request.action().lowerCaseName() + "-all", id);
        run(begun);
        return Optional.of(id);
    }

    /**
     * Continues an action in this process, if it was stopped or has failed, or if its former process has died. If two
     * operators call this, one succeeds. Finished deliveries are not changed again.
     *
     * @param by the operator whom the timelines name from now on
     * @return false if the action is running or has ended, if another one is running here, or if its id is unknown
     */
    public synchronized boolean resume(String id, String by) {
        if (isBusy() || by.isBlank()) {
            return false;
        }
        Instant now = clock.instant();
        Optional<BulkRecord> ours = log.change(
                id,
                seen -> seen.report(now).isResumable() ? seen.resumed(owner + "/" + UUID.randomUUID(), by, now) : null);
        ours.ifPresent(action -> {
            AuditLog.allowed(by, "resume-all", id);
            run(action);
        });
        return ours.isPresent();
    }

    private void run(BulkRecord begun) {
        current = new BulkAction(begun, selector, actions, log, clock);
        currentId = begun.id();
        executor.execute(current);
    }

    synchronized boolean isBusy() {
        return current != null && current.isRunning();
    }

    /** @return the action's progress; empty if the ledger does not know the action */
    public Optional<BulkReport> report(String id) {
        Optional<BulkReport> here = reportHere(id);
        return here.isPresent() ? here : log.find(id).map(action -> action.report(clock.instant()));
    }

    private synchronized Optional<BulkReport> reportHere(String id) {
        return id.equals(currentId) && current.isRunning() ? Optional.of(current.report()) : Optional.empty();
    }

    /** @return the newest actions of all processes, newest first */
    public List<BulkReport> newest() {
        Instant now = clock.instant();
        return log.newest().stream().map(action -> action.report(now)).toList();
    }

    /**
     * Stops the action between two deliveries: at once in this process, within seconds in another one.
     *
     * @return false if the ledger does not know the action
     */
    public boolean stop(String id, String by) {
        Instant now = clock.instant();
        Optional<BulkRecord> stopped =
                log.change(id, seen -> seen.state() == BulkState.running ? seen.stopped(now) : null);
        stopHere(id);
        if (stopped.isPresent()) {
            AuditLog.allowed(by, "stop-all", id);
        }
        return stopped.isPresent() || log.find(id).isPresent();
    }

    private synchronized void stopHere(String id) {
        if (id.equals(currentId)) {
            current.stop();
        }
    }

    @PreDestroy
    synchronized void shutDown() {
        if (current != null) {
            current.shutDown();
        }
    }
}
