package archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A Maildir: the files in new/ and cur/, in the order of their names, which is that of their delivery. What is in tmp/
 * is not delivered. Mails that come in while it is read are left for the next time.
 *
 * @see <a href="https://cr.yp.to/proto/maildir.html">maildir</a>
 */
public final class Maildir implements Mailbox {

    private final Path root;
    private final Queue<Path> folders = new ArrayDeque<>();
    private final Queue<Path> mails = new ArrayDeque<>();

    private Maildir(Path root) {
        this.root = root;
    }

    /**
     * @param recursive with the subfolders {@code .Name}, each after the one before
     * @throws NoMailbox if there is neither new/ nor cur/
     */
    public static Maildir open(Path root, boolean recursive) throws IOException {
        if (!isMaildir(root)) {
            throw new NoMailbox("no Maildir: there is neither new/ nor cur/ in it");
        }
        Maildir maildir = new Maildir(root);
        maildir.folders.add(root);
        if (recursive) {
            maildir.folders.addAll(
                    list(root, folder -> folder.getFileName().toString().startsWith(".") && isMaildir(folder)));
        }
        return maildir;
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

    /** Without a time where the file cannot be looked at: opening it will say so. */
    private static Instant at(Path mail) {
        try {
            return Files.getLastModifiedTime(mail).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        // each mail is a file of its own
    }
}
