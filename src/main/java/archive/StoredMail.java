package archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import mail.RawMail;

/**
 * A mail of a mailbox.
 *
 * @param position where it is in there, for people; nothing out of the mail
 * @param at when it was put there, null if the mailbox does not say
 * @param sender envelope sender, empty if the mailbox does not say
 * @param raw where it lies in S3, null if it does not
 * @param content its bytes; of one in S3 the beginning, with the headers
 */
public record StoredMail(String position, Instant at, String sender, RawMail raw, Content content) {

    /** Can be opened once, before the next mail is asked for. */
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
