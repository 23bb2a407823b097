package ledger;

import java.time.Instant;

/** The result of a request for a claim. */
public sealed interface ClaimResult {

    /**
     * The claim was granted.
     *
     * @param takenOver whether the claim was taken over from a worker whose lease had expired
     */
    record Claimed(Claim claim, boolean takenOver) implements ClaimResult {
        public Claimed(Claim claim) {
            this(claim, false);
        }
    }

    /** The delivery is final, or handed over to a task. The message is a duplicate, and no work is left. */
    record Settled(DeliveryStatus status) implements ClaimResult {}

    /**
     * Another process has the delivery until this time, or the delivery is not due before. The message is not a
     * duplicate: if the other process fails, the delivery must be claimed again.
     */
    record NotYet(Instant until) implements ClaimResult {}
}
