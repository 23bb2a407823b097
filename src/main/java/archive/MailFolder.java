package archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import mail.mime.PartStore;

/**
 * A folder on the local disk with one mail, for one step of work: the raw bytes, and its parts once it is unpacked. A
 * mail of 40 MB is never completely in memory.
 */
public record MailFolder(Path folder) implements AutoCloseable, PartStore {

    /**
     * @param parent the folder in which it is created
     * @param content read to its end and closed
     * @throws IOException if the content ends early, or the disk is full; no file remains then
     */
    public static MailFolder in(Path parent, InputStream content) throws IOException {
        try (content) {
            MailFolder parcel = new MailFolder(Files.createTempDirectory(parent, "mail-"));
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

    @Override
    public OutputStream create(String file) throws IOException {
        return Files.newOutputStream(parts().resolve(file));
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createTempFile(folder, "decoded-", null);
    }

    /** Deletes the folder. A second call does nothing. */
    @Override
    public void close() {
        try {
            takeAway(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** Links are deleted and not followed. Does nothing if the folder does not exist. */
    static void takeAway(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
