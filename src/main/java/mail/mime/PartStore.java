package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where parts go. */
@FunctionalInterface
public interface PartStore {

    /** @param file 001, 002, … each once */
    OutputStream create(String file) throws IOException;

    /** @return a new file for what is read once more; who asks for it deletes it */
    default Path scratch() throws IOException {
        return Files.createTempFile("hikyaku-", null);
    }
}
