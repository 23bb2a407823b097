package ledger;

/**
 * The right to work on a delivery. A claim that another worker has taken over is void: every write carries owner and
 * fence, and is refused once the fence has grown.
 *
 * @param delivery the delivery as in the ledger
 * @param owner the holder, unique for each process
 * @param fence a number that grows with every claim of this delivery
 * @param attempt 1 for the first; the same attempt continues if a worker died before the outcome of RunTask was known
 * @param first attempt number of this series: 1, or the one after an operator's redrive
 * @param status the status in the ledger when the claim was made, or last moved
 * @param shard the shard of the row in the ledger's indexes
 */
public record Claim(
        Delivery delivery, String owner, long fence, int attempt, int first, DeliveryStatus status, int shard) {

    /** A claim whose row is in the first shard. */
    public Claim(Delivery delivery, String owner, long fence, int attempt, int first, DeliveryStatus status) {
        this(delivery, owner, fence, attempt, first, status, 0);
    }

    public DeliveryId id() {
        return delivery.id();
    }

    /** @return whether an operator's redrive began this series of attempts */
    public boolean isReopened() {
        return first > 1;
    }

    /**
     * The claim after the ledger has accepted the move: owner and fence ensure that no other process writes to the row
     * meanwhile.
     */
    Claim after(Transition move) {
        return new Claim(
                move.version() == null ? delivery : delivery.fetched(move.version()),
                owner,
                fence,
                move.opensAttempt() ? attempt + 1 : attempt,
                first,
                move.to(),
                shard);
    }

    /** Attempts of this series, including this one: the basis for backoff and for giving up. */
    public int tries() {
        return attempt - first + 1;
    }
}
