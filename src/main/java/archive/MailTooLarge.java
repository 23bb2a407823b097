package archive;

/** A mail that SES would have refused. */
public class MailTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Bytes of a mail, as many as SES stores. */
    public static final long LARGEST = 40L * 1024 * 1024;

    public MailTooLarge() {
        super("larger than " + LARGEST + " bytes");
    }
}
