package ledger;

import java.time.Instant;

/** What came of asking for a claim. */
public sealed interface ClaimResult {

    /**
     * Ours now.
     *
     * @param takenOver from a worker whose lease was over
     */
    record Claimed(Claim claim, boolean takenOver) implements ClaimResult {
        public Claimed(Claim claim) {
            this(claim, false);
        }
    }

    /** Nothing to do: final, or in the hands of a task. The message is a duplicate. */
    record Settled(DeliveryStatus status) implements ClaimResult {}

    /** Somebody else's until then, or not due before then. Not a duplicate: if they fail it is wanted again. */
    record NotYet(Instant until) implements ClaimResult {}
}
