package replay;

import archive.StoredMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import mail.Envelope;
import replay.LineReader.Line;

/**
 * An mbox file of any kind (mboxo, mboxrd, mboxcl, mboxcl2), also compressed by gzip or from a pipe. A {@code From}
 * line precedes each mail, and an empty line follows it. One {@code >} before lines of a mail that look like a From
 * line is removed. The mails' own line ends stay.
 *
 * <p>mime4j's MboxIterator accepts no file of 2 GB. It silently cuts off the first mail beyond its buffer and all mails
 * after it. It does not remove that {@code >}, and gives no positions. So Hikyaku has its own reader.
 */
public final class MboxFile implements Mailbox {

    private final SeekableFile file;
    private final MboxScanner scanner;
    private boolean isFirst = true;

    private MboxFile(SeekableFile file, MboxScanner scanner) {
        this.file = file;
        this.scanner = scanner;
    }

    /**
     * @param zone the zone of the mail server that wrote the file
     * @throws NoMailbox if anything but empty lines precedes the first From line
     */
    public static MboxFile open(Path path, ZoneId zone) throws IOException {
        SeekableFile file = SeekableFile.open(path);
        try {
            return new MboxFile(file, MboxScanner.of(file, zone));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<StoredMail> next() throws IOException {
        boolean mayBeInternal = isFirst;
        isFirst = false;
        return scanner.next().map(mail -> {
            FromLine from = mail.from();
            return new StoredMail(
                    "byte " + mail.position(),
                    from.at(),
                    from.sender(),
                    null,
                    () -> mayBeInternal ? open(mail) : content(mail));
        });
    }

    private InputStream open(MboxScanner.Extent mail) throws IOException {
        if (isInternal(content(mail))) {
            throw new MailboxMetadata();
        }
        return content(mail);
    }

    private InputStream content(MboxScanner.Extent mail) {
        InputStream range = file.range(mail.begin(), mail.end());
        return mail.quoted() ? new Unquoted(new LineReader(range, mail.begin())) : range;
    }

    /** The University of Washington's c-client (Pine, uw-imapd) stores its own data in an artificial first message. */
    private static boolean isInternal(InputStream content) throws IOException {
        try {
            InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(content.readNBytes(Envelope.HEAD)));
            boolean kept = headers.getHeader("X-IMAP") != null || headers.getHeader("X-IMAPbase") != null;
            return kept
                    && headers.getHeader("Received") == null
                    && "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA".equals(headers.getHeader("Subject", null));
        } catch (MessagingException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Unquoted extends InputStream {

        private final LineReader lines;
        private byte[] chunk = {};
        private int at;

        private Unquoted(LineReader lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (length == 0) {
                return 0;
            }
            if (at == chunk.length) {
                Line line = lines.next();
                if (line == null) {
                    return -1;
                }
                chunk = unquoted(line);
                at = 0;
            }
            int count = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, buffer, offset, count);
            at += count;
            return count;
        }

        private static byte[] unquoted(Line line) {
            byte[] bytes = line.bytes();
            int quotes = 0;
            while (quotes < bytes.length && bytes[quotes] == '>') {
                quotes++;
            }
            boolean quoted = line.starts() && quotes > 0 && FromLine.startsWithFrom(bytes, quotes);
            return quoted ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        }
    }
}
