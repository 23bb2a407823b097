package archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder on the local disk with one mail in it, for as long as one step of work lasts: the raw bytes, and beside them
 * its parts once it is unpacked. A mail of 40 MB is never in memory.
 */
public record Parcel(Path folder) implements AutoCloseable {

    /** @param content is read to its end and closed; where that fails, nothing stays on the disk */
    public static Parcel of(InputStream content) throws IOException {
        try (content) {
            Parcel parcel = new Parcel(Files.createTempDirectory("hikyaku-"));
            try {
                Files.createDirectory(parcel.parts());
                Files.copy(content, parcel.raw());
                return parcel;
            } catch (IOException | RuntimeException e) {
                parcel.close();
                throw e;
            }
        }
    }

    public Path raw() {
        return folder.resolve("raw");
    }

    public Path parts() {
        return folder.resolve("parts");
    }

    public OutputStream createPart(String file) throws IOException {
        return Files.newOutputStream(parts().resolve(file));
    }

    /** Takes the folder away. A second call does nothing. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take away " + folder, e);
        }
    }
}
