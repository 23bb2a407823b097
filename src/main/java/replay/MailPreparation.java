package replay;

import archive.Inboxes;
import archive.MailTooLarge;
import archive.StoredMail;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import mail.Envelope;
import mail.Notification;
import mail.RawMail;
import mail.mime.Sha256;

/**
 * Gives stored mails what SES gives to incoming ones: an id, an envelope and a location in S3. The id is computed from
 * the mail's bytes, so the same mail always has the same id.
 */
public final class MailPreparation implements Closeable {

    private final String bucket;
    private final List<String> recipients;
    private final Clock clock;
    private final Path scratch;

    /**
     * @param bucket the bucket for mails that are not in S3 yet
     * @param recipients the recipients of all mails; empty if each has its own
     * @param scratch a file that is used for each mail in turn, and deleted at the end
     */
    public MailPreparation(String bucket, List<String> recipients, Clock clock, Path scratch) {
        this.bucket = bucket;
        this.recipients = recipients;
        this.clock = clock;
        this.scratch = scratch;
    }

    /**
     * @throws MailTooLarge if the mail has more than {@link MailTooLarge#LARGEST} bytes
     * @throws UncheckedIOException if the mail cannot be read
     * @throws IOException if the local disk is full
     */
    public PreparedMail prepare(StoredMail mail) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (InputStream content = new DigestInputStream(SourceStream.open(mail), sha256);
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(scratch))) {
            content.transferTo(file);
        }
        if (Files.size(scratch) > MailTooLarge.LARGEST) {
            throw new MailTooLarge();
        }
        if (mail.isInS3()) {
            return new PreparedMail(announcement(mail, mail.id(), mail.raw()), null);
        }
        String id = Inboxes.REPLAYED_ID + HexFormat.of().formatHex(sha256.digest());
        return new PreparedMail(announcement(mail, id, new RawMail(bucket, Inboxes.REPLAYED + id)), scratch);
    }

    private Notification announcement(StoredMail mail, String id, RawMail raw) throws IOException {
        try (InputStream head = Files.newInputStream(scratch)) {
            Envelope envelope = Envelope.read(head, mail.sender());
            Instant at = mail.at() == null ? clock.instant() : mail.at();
            return new Notification(
                    id,
                    at,
                    envelope.sender(),
                    recipients.isEmpty() ? envelope.recipients() : recipients,
                    raw,
                    envelope.verdicts(),
                    envelope.messageId(),
                    envelope.headers());
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(scratch);
    }

    /** Reads at most one byte more than the limit. Distinguishes an unreadable mail from a full disk. */
    private static final class SourceStream extends FilterInputStream {

        private long left = MailTooLarge.LARGEST + 1;

        private SourceStream(InputStream content) {
            super(content);
        }

        static SourceStream open(StoredMail mail) {
            try {
                return new SourceStream(mail.content().open());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            try {
                int read = in.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(0, read);
                return read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
