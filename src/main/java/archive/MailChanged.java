package archive;

import ledger.DeliveryId;

/** The object of a mail is not the one that was fetched before: somebody has written over it, and nobody knows which is right. */
public class MailChanged extends RuntimeException {

    public MailChanged(DeliveryId id) {
        super("the object in S3 has other bytes than before: " + id);
    }
}
