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
 * This process' folder for mails in work. The process holds a lock on a file in it, which the kernel lets go when the process
 * dies, however it dies: so the next process on the machine tells what a dead one has left behind, and clears it.
 */
@Singleton
public class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final String NAME = "hikyaku-spool-";
    private static final String LOCK = "lock";

    /** Of this process: to ask for the lock and close the file again would let go the lock that is held. */
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

    /** @param content is read to its end and closed */
    public MailFolder take(InputStream content) throws IOException {
        try (content) {
            return MailFolder.in(folder(), content);
        }
    }

    /** @return a new file; who asks for it deletes it */
    public Path createFile() throws IOException {
        return Files.createTempFile(folder(), "mail-", ".eml");
    }

    void begin(@Observes StartupEvent start) {
        clear();
    }

    /** Takes away the folders of processes that have died. What cannot be taken away is left, and a start goes on. */
    public void clear() {
        try (Stream<Path> inside = Files.list(parent)) {
            long cleared =
                    inside.filter(Spool::isAbandoned).filter(this::isTakenAway).count();
            if (cleared > 0) {
                LOG.infof("cleared %d spool folders of processes that have died", cleared);
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
            return false; // another user's, or another process was quicker
        }
    }

    /** In a folder of somebody else, links could lead elsewhere while it is taken away. */
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
                OURS.remove(made); // it has been taken for a dead process' before the lock was held
            }
        }
        return folder;
    }

    /** @return open, with the lock; null if another process has it, or the folder is gone */
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

    /** Takes this process' own folder away. */
    @PreDestroy
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try (FileChannel held = lock) {
            MailFolder.takeAway(folder);
        } catch (IOException e) {
            LOG.warnf("%s cannot be taken away: %s", folder, e.getClass().getSimpleName());
        }
        OURS.remove(folder);
        folder = null;
    }
}
