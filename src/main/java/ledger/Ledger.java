package ledger;

import java.util.UUID;

/**
 * Records which worker has which delivery, and the delivery's progress. Every method is one conditional write. Two
 * callers never both succeed. A caller that dies in between leaves either the old row or the new one.
 *
 * <p>All methods throw an unchecked exception if the ledger cannot be reached. It is then unknown whether the write was
 * done, and the caller must not acknowledge anything.
 */
public interface Ledger {

    /**
     * Records that a mail has arrived, as RECEIVED. A second call, a call after a claim, or a call for a FORGOTTEN
     * delivery changes nothing.
     *
     * @return whether this call was the first to record the delivery
     */
    boolean receive(Delivery delivery);

    /**
     * Claims a delivery for a worker if it is new, RECEIVED, RETRY and due, or if its worker's lease has expired. The
     * fence grows with every claim. The attempt grows only after a RETRY: if a worker died, its task may be running,
     * and the same attempt requests the same task. A FORGOTTEN delivery is settled; the address of a late call is not
     * stored.
     *
     * @param delivery the delivery, which is recorded if the ledger does not know it yet; a known row keeps its values
     * @param owner a name that is unique for each process
     */
    ClaimResult claim(Delivery delivery, String owner);

    /**
     * Claims a delivery for the courier of one attempt, and sets RUNNING. Exactly one start of each attempt succeeds: a
     * second start is refused, even from the same owner.
     *
     * @param task the ARN of the courier's task, null to keep the known one
     * @param nonce identifies this start. A call with the nonce of the successful start repeats it (its answer was
     *     lost), and succeeds while the delivery is RUNNING. A nonce is not used again once its start was answered
     * @return {@link ClaimResult.Settled} if this attempt has run or is not the current one, or the delivery is
     *     FORGOTTEN; the command must not be started
     */
    ClaimResult start(DeliveryId id, int attempt, String owner, String task, String nonce);

    /** A new start, which repeats no other. */
    default ClaimResult start(DeliveryId id, int attempt, String owner, String task) {
        return start(id, attempt, owner, task, UUID.randomUUID().toString());
    }

    /** Starts a delivery for a courier whose task is known already. */
    default ClaimResult start(DeliveryId id, int attempt, String owner) {
        return start(id, attempt, owner, null);
    }

    /**
     * Moves a delivery to another status and appends to its timeline.
     *
     * @return the claim for further calls
     * @throws ClaimLost if the row no longer has this claim's owner, fence and status
     * @throws IllegalStateException if {@link DeliveryStatus#mayBecome} forbids the transition
     */
    Claim move(Claim claim, Transition move);

    /**
     * Restarts the lease of a claim from now, without an event in the timeline.
     *
     * @throws ClaimLost if another process has the claim now, or the delivery is not in progress any more
     */
    void renew(Claim claim);
}
