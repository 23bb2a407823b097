package ledger;

/**
 * The right to work on a delivery. A claim that has been taken over is worth nothing: every write carries owner and
 * fence and is refused once the fence has grown.
 *
 * @param delivery as the ledger knows it
 * @param owner who holds it, unique for each process
 * @param fence a number that grows with every claim of this delivery
 * @param attempt 1 for the first; the same attempt goes on when a worker died before the outcome of RunTask was known
 * @param first the attempt that the series began with: 1, or the one after an operator's word
 * @param status that the ledger had when the claim was made, or last moved
 */
public record Claim(Delivery delivery, String owner, long fence, int attempt, int first, DeliveryStatus status) {

    public DeliveryId id() {
        return delivery.id();
    }

    /** Whether an operator's word opened this series. */
    public boolean isReopened() {
        return first > 1;
    }

    /** As the ledger has it once it has taken the move: nobody else writes to the row meanwhile, its owner and fence say so. */
    Claim after(Transition move) {
        return new Claim(
                move.version() == null ? delivery : delivery.fetched(move.version()),
                owner,
                fence,
                move.opensAttempt() ? attempt + 1 : attempt,
                first,
                move.to());
    }

    /** Attempts of this series, this one included: what backoff and giving up go by. */
    public int tries() {
        return attempt - first + 1;
    }
}
