package mail;

import mail.mime.HeaderText;

/**
 * What the sender wrote into a mail's headers, for searches. No caller may trust it.
 *
 * @param author address of the header From, lower case; empty if it is not known, or not an address
 * @param subject the decoded subject on one line; empty if it is not known. No log and no row contains it
 */
public record WrittenHeaders(String author, String subject) {

    /** The headers were not read, or have neither. */
    public static final WrittenHeaders NONE = new WrittenHeaders("", "");

    /** Reads the headers as SES' notification has them: encoded words may be decoded already. */
    static WrittenHeaders ofText(String from, String subject) {
        return new WrittenHeaders(HeaderText.address(from), HeaderText.ofText(subject));
    }

    /** Reads the headers as the mail has them: one char for each byte. */
    static WrittenHeaders ofBytes(String from, String subject) {
        return new WrittenHeaders(HeaderText.address(from), HeaderText.ofBytes(subject));
    }

    /** Contains neither address nor subject, because a record that contains this one may be logged by mistake. */
    @Override
    public String toString() {
        return "WrittenHeaders";
    }
}
