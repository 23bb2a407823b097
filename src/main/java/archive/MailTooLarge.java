package archive;

/** A mail that is larger than SES accepts. */
public class MailTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The bytes of a mail, limited to the size that SES accepts. */
    public static final long LARGEST = 40L * 1024 * 1024;

    public MailTooLarge() {
        super("larger than " + LARGEST + " bytes");
    }
}
