package replay;

/** A message that a mail program stores in the mailbox for itself: not a mail. */
public class MailboxMetadata extends RuntimeException {

    MailboxMetadata() {
        super("the folder's own data");
    }
}
