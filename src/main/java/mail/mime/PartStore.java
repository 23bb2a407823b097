package mail.mime;

import java.io.IOException;
import java.io.OutputStream;

/** Where parts go. */
@FunctionalInterface
public interface PartStore {

    /** @param file 001, 002, … each once */
    OutputStream create(String file) throws IOException;
}
