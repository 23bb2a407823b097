package ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A delivery's row in the ledger at the time of the read.
 *
 * @param dueAt when the delivery may be resumed; null if its status is final
 * @param task ARN of the last task; null before the first, and until a further attempt has its own
 * @param timeline the events, oldest first
 * @param kept the content that the ledger records as kept in S3; a lifecycle rule or a person may have deleted it
 */
public record Entry(Claim claim, Instant dueAt, String task, List<Event> timeline, Set<KeptContent> kept) {

    public Entry(Claim claim, Instant dueAt, String task, List<Event> timeline) {
        this(claim, dueAt, task, timeline, ALL);
    }

    static final Set<KeptContent> ALL = Set.of(KeptContent.values());

    /**
     * @param at the time of the event
     * @param by the writer: pipeline, courier, …
     * @param note reason, exit code, task; empty if there is none
     */
    public record Event(Instant at, DeliveryStatus status, String by, String note) {}

    public DeliveryStatus status() {
        return claim.status();
    }

    public Delivery delivery() {
        return claim.delivery();
    }

    /** @return how the delivery reached its status */
    public Event last() {
        return timeline.get(timeline.size() - 1);
    }

    /** @return whether the delivery was handed over to a task that has not reported in time */
    public boolean isWithTask() {
        return status().isHandedOver();
    }
}
