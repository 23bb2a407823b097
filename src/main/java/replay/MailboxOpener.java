package replay;

import archive.Inboxes;
import archive.RawMails;
import archive.Spool;
import desk.InvalidRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import mail.S3Prefix;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a replay's mails come from and go to. */
@ApplicationScoped
class MailboxOpener {

    private static final String S3 = "s3://";
    private static final String REMEDY =
            "name it in hikyaku.replay.folders, as bucket or bucket/prefix, for pipeline and couriers";

    private final S3Client s3;
    private final RawMails mails;
    private final Clock clock;
    private final Inboxes inboxes;
    private final Spool spool;

    MailboxOpener(S3Client s3, RawMails mails, Clock clock, Inboxes inboxes, Spool spool) {
        this.s3 = s3;
        this.mails = mails;
        this.clock = clock;
        this.inboxes = inboxes;
        this.spool = spool;
    }

    /** @throws InvalidRequest if the source is none of the three kinds, or the pipeline would not read from it */
    Mailbox open(ReplayRequest replay, ReplayMonitor monitor) throws IOException {
        if (replay.source().startsWith(S3)) {
            return new S3Folder(s3, mails, folder(replay.source().substring(S3.length())));
        }
        Path path = Path.of(replay.source());
        try {
            return Files.isDirectory(path)
                    ? maildir(path, replay, monitor)
                    : MboxFile.open(path, ZoneId.systemDefault());
        } catch (NoMailbox e) {
            throw new InvalidRequest(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new InvalidRequest("there is no " + path);
        }
    }

    private S3Prefix folder(String source) {
        S3Prefix folder = S3Prefix.of(source);
        if (!inboxes.contain(folder)) {
            throw new InvalidRequest("the pipeline reads no mail from " + source + ": " + REMEDY);
        }
        return folder;
    }

    private static Mailbox maildir(Path path, ReplayRequest replay, ReplayMonitor monitor) throws IOException {
        Mailbox maildir = Maildir.open(path, replay.recursive());
        int others = replay.recursive() ? 0 : Maildir.subfolders(path).size();
        if (others > 0) {
            monitor.hint("%d subfolders are not read: --recursive reads them too".formatted(others));
        }
        return maildir;
    }

    /** @throws InvalidRequest if there is no inbox for the replayed mails */
    MailPreparation preparation(ReplayRequest replay) throws IOException {
        return new MailPreparation(
                replay.source().startsWith(S3) ? null : bucket(replay), replay.recipients(), clock, spool.createFile());
    }

    private String bucket(ReplayRequest replay) {
        if (replay.bucket() == null && inboxes.all().isEmpty()) {
            throw new InvalidRequest("--bucket is missing, and the settings name no inbox: hikyaku.sets.NAME.inbox");
        }
        String bucket = replay.bucket() == null ? inboxes.all().get(0).place().bucket() : replay.bucket();
        if (!inboxes.containReplayed(bucket)) {
            throw new InvalidRequest("the pipeline reads no replayed mail from " + bucket + ": " + REMEDY);
        }
        return bucket;
    }
}
