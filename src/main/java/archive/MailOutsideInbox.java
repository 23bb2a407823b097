package archive;

import ledger.DeliveryId;

/**
 * A delivery's mail is not in its set's inbox: the notification or the row names an object that no receipt rule stored.
 */
public class MailOutsideInbox extends RuntimeException {

    public static final String REASON = "the mail is not in the inbox of its set";

    public MailOutsideInbox(DeliveryId id) {
        super(REASON + ": " + id);
    }
}
