package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import org.apache.camel.Exchange;
import settings.Settings;
import tasks.TaskEvent;
import tasks.TaskEventReader;

/** Steps that look after deliveries whose task ended without a word from its courier. */
@ApplicationScoped
public class TaskWatch {

    private final TaskEventReader events;
    private final Deliveries deliveries;
    private final WorkQueues work;
    private final Mark mark;
    private final Settings settings;

    public TaskWatch(TaskEventReader events, Deliveries deliveries, WorkQueues work, Mark mark, Settings settings) {
        this.events = events;
        this.deliveries = deliveries;
        this.work = work;
        this.mark = mark;
        this.settings = settings;
    }

    /** @return the event, or null for what is no event of a stopped task of ours */
    public TaskEvent read(String text) {
        return events.read(text).filter(TaskEvent::stopped).orElse(null);
    }

    /** Makes the event's delivery the exchange's, if this task still had it when it stopped. */
    public void findDelivery(Exchange exchange) {
        TaskEvent event = exchange.getMessage().getBody(TaskEvent.class);
        deliveries
                .find(event.delivery())
                .filter(Entry::isWithTask)
                .filter(entry -> entry.claim().attempt() == event.attempt())
                // ECS forgets a client token in time: the attempt may have got another task since
                .filter(entry -> event.task().equals(entry.task()) || !isAlive(entry))
                .map(Entry::claim)
                .ifPresent(claim -> Work.claim(exchange, claim));
    }

    /** The task is known not to run any more: another attempt may be made. */
    public void markStopped(Exchange exchange) {
        String reason = exchange.getMessage().getBody(TaskEvent.class).reason();
        mark.move(exchange, DeliveryStatus.RETRY, reason);
    }

    /** Its set was taken out of the settings: there is no cluster to ask, and no program to start. */
    public boolean hasNoSet(Exchange exchange) {
        return hasNoSet(exchange.getMessage().getBody(Entry.class));
    }

    private boolean hasNoSet(Entry entry) {
        return !settings.sets().containsKey(entry.delivery().set());
    }

    /** Asks ECS whether the task of an overdue delivery may still be at work. */
    public boolean isAlive(Exchange exchange) {
        return isAlive(exchange.getMessage().getBody(Entry.class));
    }

    private boolean isAlive(Entry entry) {
        return hasNoSet(entry) || work.isAlive(entry);
    }

    /** Another attempt may be made; where no event has come, ECS is asked why its task stopped. */
    public void markGone(Exchange exchange) {
        String end = work.end(exchange.getMessage().getBody(Entry.class));
        mark.move(exchange, DeliveryStatus.RETRY, end.isEmpty() ? "the task is gone" : "the task is gone: " + end);
    }

    /** Makes the overdue delivery in the body the exchange's, as it was read: whoever was quicker has the claim. */
    public static void adopt(Exchange exchange) {
        Work.claim(exchange, exchange.getMessage().getBody(Entry.class).claim());
    }

    /** The task, or the queue, gets the same time again. */
    public void giveTime(Exchange exchange) {
        boolean queued = WorkQueues.isQueued(exchange.getMessage().getBody(Entry.class));
        mark.move(
                exchange,
                Work.claim(exchange).status(),
                queued ? "its order is still in the work queue" : "the task is still there");
    }
}
