package ledger;

import java.time.Duration;

/**
 * A step in a delivery's life.
 *
 * @param to the new status
 * @param note for the timeline: a reason, an exit code, a task; never anything out of the mail
 * @param dueIn when somebody should look after it again if nothing happens; ignored for a final status
 * @param task ARN of the task, null to keep what is known
 * @param version of the raw mail that was fetched, null if none was; one that is known is kept
 * @param sameAttempt with RETRY: the delivery waits, and nothing has been tried that could count as an attempt
 */
public record Transition(
        DeliveryStatus to, String note, Duration dueIn, String task, String version, boolean sameAttempt) {

    /** @throws IllegalStateException if a delivery's life has no such step: the caller is wrong, not the row */
    void check(Claim claim) {
        if (!claim.status().mayBecome(to)) {
            throw new IllegalStateException(claim.id() + " cannot go from " + claim.status() + " to " + to);
        }
    }

    public static Transition to(DeliveryStatus to, String note) {
        return new Transition(to, note, Duration.ZERO, null, null, false);
    }

    public Transition dueIn(Duration delay) {
        return new Transition(to, note, delay, task, version, sameAttempt);
    }

    public Transition task(String arn) {
        return new Transition(to, note, dueIn, arn, version, sameAttempt);
    }

    public Transition fetched(String version) {
        return new Transition(to, note, dueIn, task, version, sameAttempt);
    }

    /** Waits: comes again, and not as another attempt. */
    public Transition inSameAttempt() {
        return new Transition(to, note, dueIn, task, version, true);
    }

    boolean opensAttempt() {
        return to == DeliveryStatus.RETRY && !sameAttempt;
    }
}
