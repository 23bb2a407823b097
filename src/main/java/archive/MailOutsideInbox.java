package archive;

import ledger.DeliveryId;

/** A delivery's mail does not lie in the inbox of its set: somebody has announced, or written into the ledger, what no receipt rule has stored. */
public class MailOutsideInbox extends RuntimeException {

    public static final String REASON = "the mail does not lie in the inbox of its set";

    public MailOutsideInbox(DeliveryId id) {
        super(REASON + ": " + id);
    }
}
