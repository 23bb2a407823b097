package ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A delivery's row in the ledger, as it was when it was read.
 *
 * @param dueAt when somebody may take it up, null if it is final
 * @param task ARN of the last task; null before the first, and while another attempt is on its way to its own
 * @param timeline oldest first
 * @param kept what is kept for it in S3, as far as the ledger is asked; somebody else may have taken it away
 */
public record Entry(Claim claim, Instant dueAt, String task, List<Event> timeline, Set<KeptContent> kept) {

    public Entry(Claim claim, Instant dueAt, String task, List<Event> timeline) {
        this(claim, dueAt, task, timeline, ALL);
    }

    static final Set<KeptContent> ALL = Set.of(KeptContent.values());

    /**
     * @param at when
     * @param by who wrote it: pipeline, courier, …
     * @param note reason, exit code, task; empty if there is nothing to say
     */
    public record Event(Instant at, DeliveryStatus status, String by, String note) {}

    public DeliveryStatus status() {
        return claim.status();
    }

    public Delivery delivery() {
        return claim.delivery();
    }

    /** @return how it came to be what it is */
    public Event last() {
        return timeline.get(timeline.size() - 1);
    }

    /** Handed to a task that has not been heard of in time. */
    public boolean isWithTask() {
        return status().isHandedOver();
    }
}
