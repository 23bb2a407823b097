package desk;

import archive.Intake;
import archive.Mailbox;
import archive.Maildir;
import archive.MboxFile;
import archive.NoMailbox;
import archive.RawMails;
import archive.S3Folder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a replay's mails come from and go to. */
@ApplicationScoped
class Mailboxes {

    private static final String S3 = "s3://";

    private final S3Client s3;
    private final RawMails mails;
    private final Clock clock;
    private final List<String> inboxes;

    Mailboxes(S3Client s3, RawMails mails, Clock clock, Settings settings) {
        this.s3 = s3;
        this.mails = mails;
        this.clock = clock;
        this.inboxes = settings.sweep().inboxes().orElse(List.of());
    }

    /** @throws UsageError if the source is none of the three kinds */
    Mailbox open(Replay replay) throws IOException {
        if (replay.source.startsWith(S3)) {
            return new S3Folder(s3, mails, replay.source.substring(S3.length()));
        }
        Path path = Path.of(replay.source);
        try {
            return Files.isDirectory(path) ? maildir(path, replay) : MboxFile.open(path, ZoneId.systemDefault());
        } catch (NoMailbox e) {
            throw new UsageError(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UsageError("there is no " + path);
        }
    }

    private static Mailbox maildir(Path path, Replay replay) throws IOException {
        Mailbox maildir = Maildir.open(path, replay.recursive);
        int others = replay.recursive ? 0 : Maildir.subfolders(path).size();
        if (others > 0) {
            System.err.printf("%d subfolders are not read: --recursive reads them too%n", others);
        }
        return maildir;
    }

    /** @throws UsageError if the replayed mails have no place of their own to lie in */
    Intake intake(Replay replay) throws IOException {
        return new Intake(replay.source.startsWith(S3) ? null : bucket(replay), replay.recipients(), clock);
    }

    private String bucket(Replay replay) {
        if (replay.bucket == null && inboxes.isEmpty()) {
            throw new UsageError("--bucket is missing, and hikyaku.sweep.inboxes names none");
        }
        String bucket = replay.bucket == null ? inboxes.get(0).replaceFirst("/.*", "") : replay.bucket;
        if (inboxes.stream().anyMatch(inbox -> Intake.isSwept(inbox, bucket))) {
            throw new UsageError("the inbox sweeper would take replayed mails in " + bucket + " for lost ones:"
                    + " give hikyaku.sweep.inboxes the receipt rule's prefix, or choose another --bucket");
        }
        return bucket;
    }
}
