package desk;

import archive.Inboxes;
import archive.Intake;
import archive.Mailbox;
import archive.Maildir;
import archive.MboxFile;
import archive.NoMailbox;
import archive.S3Folder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a replay's mails come from and go to. */
@ApplicationScoped
class Mailboxes {

    private static final String S3 = "s3://";

    private final S3Client s3;
    private final Clock clock;
    private final List<Inboxes.Inbox> inboxes;

    Mailboxes(S3Client s3, Clock clock, Inboxes inboxes) {
        this.s3 = s3;
        this.clock = clock;
        this.inboxes = inboxes.all();
    }

    /** @throws UsageError if the source is none of the three kinds */
    Mailbox open(Replay replay) throws IOException {
        if (replay.source.startsWith(S3)) {
            return new S3Folder(s3, replay.source.substring(S3.length()));
        }
        Path path = Path.of(replay.source);
        try {
            return Files.isDirectory(path)
                    ? Maildir.open(path, replay.recursive)
                    : MboxFile.open(path, ZoneId.systemDefault());
        } catch (NoMailbox e) {
            throw new UsageError(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UsageError("there is no " + path);
        }
    }

    /** @throws UsageError if the replayed mails have no place of their own to lie in */
    Intake intake(Replay replay) throws IOException {
        return new Intake(replay.source.startsWith(S3) ? null : bucket(replay), replay.recipients(), clock);
    }

    private String bucket(Replay replay) {
        if (replay.bucket == null && inboxes.isEmpty()) {
            throw new UsageError("--bucket is missing, and the settings name no inbox: hikyaku.sets.NAME.inbox");
        }
        return replay.bucket == null ? inboxes.get(0).place().bucket() : replay.bucket;
    }
}
