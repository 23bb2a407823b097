package archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import mail.RawMail;

/**
 * A mail of a mailbox.
 *
 * @param position the mail's position in the mailbox, for display; contains no part of the mail
 * @param at the time at which the mail was stored, null if unknown
 * @param sender envelope sender, empty if unknown
 * @param raw location in S3; null if the mail is not there
 * @param content the mail's bytes; for a mail in S3 the beginning, with the headers
 */
public record StoredMail(String position, Instant at, String sender, RawMail raw, Content content) {

    /** The content can be opened once, before the next mail is requested. */
    public interface Content {
        InputStream open() throws IOException;
    }

    public boolean isInS3() {
        return raw != null;
    }

    /** @return the id that SES gave to a mail in S3 */
    public String id() {
        return raw.key().substring(raw.key().lastIndexOf('/') + 1);
    }
}
