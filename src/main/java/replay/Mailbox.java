package replay;

import archive.StoredMail;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Stored mails outside the pipeline, read one after another: only one is in memory, and not all of it. */
public interface Mailbox extends Closeable {

    /**
     * @return the next mail, or empty at the end; the previous mail's content cannot be read any more
     * @throws IOException if nothing further can be read
     */
    Optional<StoredMail> next() throws IOException;
}
