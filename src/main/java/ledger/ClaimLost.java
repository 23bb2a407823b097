package ledger;

/** A write was refused because the claim is somebody else's by now. Whoever gets this stops: the successor does the work. */
public class ClaimLost extends RuntimeException {

    public ClaimLost(DeliveryId id, DeliveryStatus to) {
        super("claim lost before " + to + ": " + id);
    }
}
