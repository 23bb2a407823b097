package ledger;

import java.time.Duration;

/**
 * A transition of a delivery.
 *
 * @param to the new status
 * @param note the note for the timeline: a reason, an exit code, a task; never any part of the mail
 * @param dueIn when the delivery should be checked again if nothing happens; ignored for a final status
 * @param task ARN of the task, null to keep the known one
 * @param version the version of the fetched raw mail, null if none was fetched; a known version is kept
 * @param sameAttempt for RETRY: whether the delivery waits without having used an attempt
 */
public record Transition(
        DeliveryStatus to, String note, Duration dueIn, String task, String version, boolean sameAttempt) {

    /** @throws IllegalStateException if no delivery may make this transition: the caller is wrong, not the row */
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

    /** Waits: resumed later, in the same attempt. */
    public Transition inSameAttempt() {
        return new Transition(to, note, dueIn, task, version, true);
    }

    boolean opensAttempt() {
        return to == DeliveryStatus.RETRY && !sameAttempt;
    }
}
