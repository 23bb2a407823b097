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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import ledger.Entry;
import settings.RequestDeadline;

/**
 * Actions on whole selections, in the background of this process, one at a time. If the process dies, finished
 * deliveries stay done, and the operator starts the same selection again for the rest.
 */
@ApplicationScoped
@Unremovable
public class BulkActions {

    /** The number at which a preview stops counting. */
    static final int MOST_COUNTED = 2000;

    private static final int EXAMPLES = 10;

    /** How many reports are kept. */
    private static final int KEPT = 50;

    private final Selector selector;
    private final OperatorActions actions;
    private final DeliveryReader reader;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, BulkAction> all = new LinkedHashMap<>();

    @Inject
    public BulkActions(Selector selector, OperatorActions actions, DeliveryReader reader, Clock clock) {
        this(selector, actions, reader, BulkActions::inBackground, clock);
    }

    BulkActions(Selector selector, OperatorActions actions, DeliveryReader reader, Executor executor, Clock clock) {
        this.selector = selector;
        this.actions = actions;
        this.reader = reader;
        this.executor = executor;
        this.clock = clock;
    }

    private static void inBackground(Runnable action) {
        Thread thread = new Thread(action, "bulk-action");
        thread.setDaemon(true);
        thread.start();
    }

    /** Counts as many as time allows; changes nothing. */
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

    /** @return its id; empty if the request is invalid or another action is running, and then nothing was started */
    public synchronized Optional<String> start(BulkRequest request) {
        if (!request.isValid() || isBusy()) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        BulkAction action = new BulkAction(id, request, selector.select(request.selection()), actions, clock);
        all.put(id, action);
        all.keySet()
                .removeAll(all.keySet().stream()
                        .limit(Math.max(0, all.size() - KEPT))
                        .toList());
        AuditLog.allowed(request.by(), request.action().lowerCaseName() + "-all", id);
        executor.execute(action);
        return Optional.of(id);
    }

    synchronized boolean isBusy() {
        return all.values().stream().anyMatch(action -> action.report().isRunning());
    }

    /** @return empty if this process does not know it; another process may */
    public synchronized Optional<BulkReport> report(String id) {
        return Optional.ofNullable(all.get(id)).map(BulkAction::report);
    }

    /** It stops at once, between two deliveries. */
    public synchronized boolean stop(String id, String by) {
        BulkAction action = all.get(id);
        if (action != null) {
            action.stop();
            AuditLog.allowed(by, "stop-all", id);
        }
        return action != null;
    }

    @PreDestroy
    synchronized void stopAll() {
        all.values().forEach(BulkAction::stop);
    }
}
