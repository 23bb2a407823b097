package archive;

import ledger.DeliveryId;

/**
 * The object of a mail differs from the one fetched before: it was overwritten, and Hikyaku cannot know which version
 * is right.
 */
public class MailChanged extends RuntimeException {

    public MailChanged(DeliveryId id) {
        super("the object in S3 has other bytes than before: " + id);
    }
}
