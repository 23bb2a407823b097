package tasks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.TreeMap;
import ledger.Claim;
import ledger.Deliveries;
import ledger.Entry;
import settings.Settings;

/** Determines which deliveries a task or a courier still has, and how the tasks of the other deliveries ended. */
@ApplicationScoped
public class TaskWatch {

    /** Takes the place of the task's ARN in the ledger until a courier has the delivery. */
    private static final String QUEUED = "queue:";

    private final TaskEventReader events;
    private final Deliveries deliveries;
    private final WorkQueues queues;
    private final Tasks tasks;
    private final Settings settings;

    public TaskWatch(TaskEventReader events, Deliveries deliveries, WorkQueues queues, Tasks tasks, Settings settings) {
        this.events = events;
        this.deliveries = deliveries;
        this.queues = queues;
        this.tasks = tasks;
        this.settings = settings;
    }

    /** @return the task value in the ledger for a delivery whose order is this message of the work queue */
    public static String queued(String message) {
        return QUEUED + message;
    }

    private static boolean isQueued(Entry entry) {
        return entry.task() != null && entry.task().startsWith(QUEUED);
    }

    /** @return the event, or null if it is not the event of a stopped task of ours */
    public TaskEvent read(String text) {
        return events.read(text).filter(TaskEvent::stopped).orElse(null);
    }

    /** @return the delivery of the event's task, if this task still had the delivery when the task stopped */
    public Optional<Claim> find(TaskEvent event) {
        return deliveries
                .find(event.delivery())
                .filter(Entry::isWithTask)
                .filter(entry -> entry.claim().attempt() == event.attempt())
                // ECS forgets a client token after some time: the attempt may have another task since
                .filter(entry -> event.task().equals(entry.task()) || !isAlive(entry))
                .map(Entry::claim);
    }

    /**
     * Whether the delivery's set was removed from the settings: there is then no cluster to call, and no program to
     * start.
     */
    public boolean hasNoSet(Entry entry) {
        return !settings.sets().containsKey(entry.delivery().set());
    }

    /** @return whether an overdue delivery may still be in progress: its order is in the queue, or its task runs */
    public boolean isAlive(Entry entry) {
        String set = entry.delivery().set();
        if (hasNoSet(entry)) {
            return true;
        }
        if (!isQueued(entry)) {
            return tasks.isAlive(TaskRequest.of(entry.claim()), entry.task());
        }
        return switch (entry.status()) {
            // the ledger does not name the courier's task, so any running courier of the set may have the delivery
            case RUNNING -> tasks.isAlive(TaskRequest.ofCouriers(set, 1, 0, new TreeMap<>()), null);
            default -> queues.isOf(set) && !queues.backlog(set).isEmpty();
        };
    }

    /** @return the reason that the delivery gets more time, for the timeline */
    public String stillThere(Entry entry) {
        return isQueued(entry) ? "its order is still in the work queue" : "the task still exists";
    }

    /** @return the reason that the task is gone, for the timeline; without an event, ECS is asked for it */
    public String gone(Entry entry) {
        String end = isQueued(entry) ? "" : tasks.end(TaskRequest.of(entry.claim()), entry.task());
        return end.isEmpty() ? "the task is gone" : "the task is gone: " + end;
    }
}
