package ledger;

import java.util.UUID;

/**
 * Who works on which delivery and how far it has come. Every method is one conditional write: two callers never both
 * succeed, and a caller that dies in between leaves either the old row or the new one.
 *
 * <p>All methods throw an unchecked exception if the ledger cannot be reached; whether the write was done is then
 * unknown, and nothing may be acknowledged.
 */
public interface Ledger {

    /**
     * Notes that a mail has arrived, as RECEIVED. A second call, or one after a claim, changes nothing; nor does one for a
     * delivery that is FORGOTTEN.
     *
     * @return whether this call was the first to tell
     */
    boolean receive(Delivery delivery);

    /**
     * Claims a delivery for a worker: one that is new, RECEIVED, RETRY and due, or whose worker's lease is over. The
     * fence grows with every claim. The attempt grows after a RETRY only: where a worker died, its task may be running,
     * and the same attempt makes the same task. One that is FORGOTTEN is settled; the address of a call that comes too
     * late is not kept.
     *
     * @param delivery recorded if the ledger does not know it yet; a known row keeps what it has
     * @param owner unique for each process
     */
    ClaimResult claim(Delivery delivery, String owner);

    /**
     * Claims a delivery for the courier of one attempt and says RUNNING. Succeeds for one start of each attempt: a second
     * start is refused, also one of the same owner.
     *
     * @param task ARN of the task that the courier runs in, null to keep what is known
     * @param nonce names this start. A call with the nonce of the start that succeeded is its repetition (the answer was
     *     lost), and succeeds while the delivery is RUNNING. A nonce is never used again once its start was answered
     * @return {@link ClaimResult.Settled} if this attempt has been run or is not the current one, or the delivery is
     *     FORGOTTEN; the command must not be started
     */
    ClaimResult start(DeliveryId id, int attempt, String owner, String task, String nonce);

    /** A new start, which repeats no other. */
    default ClaimResult start(DeliveryId id, int attempt, String owner, String task) {
        return start(id, attempt, owner, task, UUID.randomUUID().toString());
    }

    /** The same for a courier whose task is known. */
    default ClaimResult start(DeliveryId id, int attempt, String owner) {
        return start(id, attempt, owner, null);
    }

    /**
     * Moves a delivery and appends to its timeline.
     *
     * @return the claim to go on with
     * @throws ClaimLost if the row no longer has this claim's owner, fence and status
     * @throws IllegalStateException if {@link DeliveryStatus#mayBecome} forbids the step
     */
    Claim move(Claim claim, Transition move);

    /**
     * Makes the lease of a claim run from now on again; no trace in the timeline.
     *
     * @throws ClaimLost if the claim is somebody else's by now, or the delivery is no longer worked on
     */
    void renew(Claim claim);
}
