package replay;

import archive.StoredMail;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Mails at rest outside the pipeline, one after another: however many there are, one is in memory, and not all of it. */
public interface Mailbox extends Closeable {

    /**
     * @return the next mail, or nothing at the end; the content of the one before cannot be read any more
     * @throws IOException if nothing further can be read
     */
    Optional<StoredMail> next() throws IOException;
}
