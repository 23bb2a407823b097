package addresses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/** A table in a file. */
record FileSource(Path path) implements TableSource {

    private static final int TRIES = 3;

    /** A time longer than the clock resolution of any file system. */
    private static final Duration TICK = Duration.ofSeconds(2);

    @Override
    public String stamp() throws UnreadableTable {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
        } catch (NoSuchFileException e) {
            return MISSING;
        } catch (IOException e) {
            throw UnreadableTable.because(this, e.getClass().getSimpleName(), e);
        }
    }

    /**
     * If a file is written during a read, it is read again. A file that was just written may change again within the
     * clock's resolution. It then gets a stamp that it will never have again, so that it is read once more.
     */
    @Override
    public TableVersion read() throws UnreadableTable {
        try {
            for (int i = 0; i < TRIES; i++) {
                String before = stamp();
                byte[] bytes = Files.readAllBytes(path);
                if (before.equals(stamp())) {
                    return TableVersion.of(isSettled() ? before : before + "/new", bytes);
                }
            }
        } catch (NoSuchFileException e) {
            throw UnreadableTable.missing(this);
        } catch (UnreadableTable e) {
            throw e;
        } catch (IOException e) {
            throw UnreadableTable.because(
                    this,
                    Files.isDirectory(path) ? "it is a folder" : e.getClass().getSimpleName(),
                    e);
        }
        throw UnreadableTable.because(this, "another process keeps writing to the file", null);
    }

    private boolean isSettled() throws IOException {
        Instant written = Files.getLastModifiedTime(path).toInstant();
        return written.plus(TICK).isBefore(Instant.now());
    }

    @Override
    public TableSource beside(String path) {
        return new FileSource(this.path.resolveSibling(path));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
