package ledger;

import java.time.Instant;

/** The result of a request for a claim. */
public sealed interface ClaimResult {

    /**
     * The claim was granted.
     *
     * @param takenOver from a worker whose lease had expired
     */
    record Claimed(Claim claim, boolean takenOver) implements ClaimResult {
        public Claimed(Claim claim) {
            this(claim, false);
        }
    }

    /** Nothing to do: final, or handed over to a task. The message is a duplicate. */
    record Settled(DeliveryStatus status) implements ClaimResult {}

    /**
     * Another process has the delivery until this time, or it is not due before. It is not a duplicate: if the other
     * process fails, the delivery must be claimed again.
     */
    record NotYet(Instant until) implements ClaimResult {}
}
