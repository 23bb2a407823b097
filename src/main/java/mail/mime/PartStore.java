package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place where parts are stored. */
@FunctionalInterface
public interface PartStore {

    /** @param file 001, 002, … each once, in any order */
    OutputStream create(String file) throws IOException;

    /** @return a new file for content that is read again; the caller deletes it */
    default Path scratch() throws IOException {
        return Files.createTempFile("hikyaku-", null);
    }
}
