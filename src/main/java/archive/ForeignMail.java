package archive;

import ledger.DeliveryId;

/** A delivery's mail lies where no mail of this installation lies. It is not read. */
public class ForeignMail extends RuntimeException {

    public ForeignMail(DeliveryId delivery, String reason) {
        super(delivery + ": " + reason);
    }
}
