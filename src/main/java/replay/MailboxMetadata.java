package replay;

/** A message that a mail program has put into the mailbox for itself: no mail. */
public class MailboxMetadata extends RuntimeException {

    MailboxMetadata() {
        super("the folder's own data");
    }
}
