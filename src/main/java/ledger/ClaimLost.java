package ledger;

/** A write was refused because another process has the claim now. The caller must stop: its successor does the work. */
public class ClaimLost extends RuntimeException {

    public ClaimLost(DeliveryId id, DeliveryStatus to) {
        super("claim lost before " + to + ": " + id);
    }
}
