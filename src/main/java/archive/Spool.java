package archive;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * This process' folder for mails in progress. The process holds a lock on a file in it, and the kernel releases the
 * lock whenever the process dies. So the next process on the machine recognizes the folders of dead processes and
 * deletes them.
 */
@Singleton
public class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final String NAME = "hikyaku-spool-";
    private static final String LOCK = "lock";

    /** Folders that this process has locked: opening and closing a lock file again would release its lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path parent;
    private Path folder;
    private FileChannel lock;

    public Spool() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    Spool(Path parent) {
        this.parent = parent;
    }

    /** @param content read to its end and closed */
    public MailFolder take(InputStream content) throws IOException {
        try (content) {
            return MailFolder.in(folder(), content);
        }
    }

    /** @return a new file; the caller deletes it */
    public Path createFile() throws IOException {
        return Files.createTempFile(folder(), "mail-", ".eml");
    }

    void begin(@Observes StartupEvent start) {
        clear();
    }

    /** Deletes the folders of dead processes. A folder that cannot be deleted is left, and the start continues. */
    public void clear() {
        try (Stream<Path> inside = Files.list(parent)) {
            long cleared =
                    inside.filter(Spool::isAbandoned).filter(this::isTakenAway).count();
            if (cleared > 0) {
                LOG.infof("deleted %d spool folders of dead processes", cleared);
            }
        } catch (IOException e) {
            LOG.warnf("%s cannot be cleared: %s", parent, e.getClass().getSimpleName());
        }
    }

    private static boolean isAbandoned(Path path) {
        return path.getFileName().toString().startsWith(NAME)
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && !OURS.contains(path);
    }

    private boolean isTakenAway(Path other) {
        try (FileChannel held = lock(other)) {
            if (held == null || !isOwnedAs(other)) {
                return false;
            }
            MailFolder.takeAway(other);
            return true;
        } catch (IOException e) {
            return false; // another user's folder, or another process was faster
        }
    }

    /** Another user's folder could contain links that lead elsewhere during the deletion. */
    private boolean isOwnedAs(Path other) throws IOException {
        return Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder()));
    }

    private synchronized Path folder() throws IOException {
        while (folder == null) {
            Path made = Files.createTempDirectory(parent, NAME);
            OURS.add(made);
            lock = lock(made);
            if (lock != null && Files.exists(made.resolve(LOCK))) {
                folder = made;
            } else {
                OURS.remove(made); // another process took it for a dead process' folder before the lock was held
            }
        }
        return folder;
    }

    /** @return the open channel with the lock; null if another process has the lock, or the folder is gone */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file = null;
        boolean locked = false;
        try {
            file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = file.tryLock() != null;
            return locked ? file : null;
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            return null;
        } finally {
            if (file != null && !locked) {
                file.close();
            }
        }
    }

    /** Deletes this process' own folder. */
    @PreDestroy
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try (FileChannel held = lock) {
            MailFolder.takeAway(folder);
        } catch (IOException e) {
            LOG.warnf("%s cannot be deleted: %s", folder, e.getClass().getSimpleName());
        }
        OURS.remove(folder);
        folder = null;
    }
}
