package replay;

import archive.StoredMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A Maildir: the files in new/ and cur/, in the order of their names, which is the order of delivery. Mails in tmp/ are
 * not delivered yet. Mails that arrive during the read are left for the next time. Its subfolders are Maildirs: side by
 * side and named {@code .Name.Sub} (Maildir++), or nested and named {@code Name/Sub} (Dovecot's LAYOUT=fs).
 *
 * @see <a href="https://cr.yp.to/proto/maildir.html">maildir</a>
 * @see <a href="https://doc.dovecot.org/main/core/config/mailbox_formats/maildir.html">Dovecot's layouts</a>
 */
public final class Maildir implements Mailbox {

    /** A Maildir's own folders, which contain no subfolders. */
    private static final Set<String> STATES = Set.of("new", "cur", "tmp");

    private final Path root;
    private final Queue<Path> folders = new ArrayDeque<>();
    private final Queue<Path> mails = new ArrayDeque<>();

    private Maildir(Path root) {
        this.root = root;
    }

    /**
     * @param recursive whether to read the subfolders of either layout too, one after another
     * @throws NoMailbox if there is neither new/ nor cur/, and no readable subfolder
     */
    public static Maildir open(Path root, boolean recursive) throws IOException {
        Maildir maildir = new Maildir(root);
        if (isMaildir(root)) {
            maildir.folders.add(root);
        }
        if (recursive) {
            maildir.folders.addAll(subfolders(root));
        }
        if (maildir.folders.isEmpty()) {
            throw new NoMailbox("not a Maildir: it has neither new/ nor cur/");
        }
        return maildir;
    }

    /** @return the subfolders of either layout, at any depth, in the order of their names; links are not followed */
    public static List<Path> subfolders(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : list(root, Maildir::mayBeSubfolder)) {
            if (isMaildir(folder)) {
                found.add(folder);
            }
            found.addAll(subfolders(folder));
        }
        return found;
    }

    private static boolean mayBeSubfolder(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && !STATES.contains(folder.getFileName().toString());
    }

    @Override
    public Optional<StoredMail> next() throws IOException {
        while (mails.isEmpty()) {
            if (folders.isEmpty()) {
                return Optional.empty();
            }
            mails.addAll(mailsIn(folders.remove()));
        }
        Path mail = mails.remove();
        return Optional.of(
                new StoredMail(root.relativize(mail).toString(), at(mail), "", null, () -> Files.newInputStream(mail)));
    }

    private static boolean isMaildir(Path folder) {
        return Files.isDirectory(folder.resolve("new")) || Files.isDirectory(folder.resolve("cur"));
    }

    private static List<Path> mailsIn(Path folder) throws IOException {
        List<Path> mails = new ArrayList<>();
        for (String state : List.of("new", "cur")) {
            if (Files.isDirectory(folder.resolve(state))) {
                mails.addAll(list(folder.resolve(state), Maildir::isMail));
            }
        }
        mails.sort(Comparator.comparing(Path::getFileName));
        return mails;
    }

    private static boolean isMail(Path file) {
        return !file.getFileName().toString().startsWith(".") && !Files.isDirectory(file);
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(wanted).sorted().toList();
        }
    }

    /** The mail has no time if the file's attributes cannot be read: opening it will report the error. */
    private static Instant at(Path mail) {
        try {
            return Files.getLastModifiedTime(mail).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        // each mail is its own file
    }
}
