package archive;

import archive.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An mbox file: {@code From } lines before the mails, an empty line behind each, {@code >} before lines of a mail that
 * look like the former (mboxrd, and mboxo as far as it can be told back). The mails' own line ends stay.
 *
 * <p>mime4j's MboxIterator takes no file of 2 GB, cuts off the first mail beyond its buffer and all behind it without a
 * word, leaves the quotes in and gives no positions; hence a reader of our own.
 */
public final class MboxFile implements Mailbox {

    private final Lines lines;
    private final ZoneId zone;

    private MboxFile(Lines lines, ZoneId zone) {
        this.lines = lines;
        this.zone = zone;
    }

    /**
     * @param zone of the mail server that wrote it
     * @throws NoMailbox if anything but empty lines stands before the first From line
     */
    public static MboxFile open(Path file, ZoneId zone) throws IOException {
        MboxFile mbox = new MboxFile(new Lines(Files.newInputStream(file)), zone);
        while (mbox.lines.peek() != null && mbox.lines.peek().isBlank()) {
            mbox.lines.next();
        }
        if (!mbox.isAtEndOfMail()) {
            mbox.close();
            throw new NoMailbox("no mbox: it does not begin with a From line");
        }
        return mbox;
    }

    @Override
    public Optional<StoredMail> next() throws IOException {
        while (chunk() != null) {
            // the rest of the mail before
        }
        Line line = lines.next();
        if (line == null) {
            return Optional.empty();
        }
        FromLine from = FromLine.parse(line, zone).orElseThrow();
        return Optional.of(
                new StoredMail("byte " + line.position(), from.at(), from.sender(), null, () -> new Content()));
    }

    /** @return the next bytes of the mail, null at its end */
    private byte[] chunk() throws IOException {
        if (isAtEndOfMail()) {
            return null;
        }
        Line line = lines.next();
        return line.isBlank() && isAtEndOfMail() ? null : unquoted(line);
    }

    private boolean isAtEndOfMail() throws IOException {
        Line line = lines.peek();
        return line == null || FromLine.parse(line, zone).isPresent();
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

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private final class Content extends InputStream {

        private byte[] chunk = {};
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (at == chunk.length) {
                chunk = chunk();
                at = 0;
            }
            if (chunk == null) {
                chunk = new byte[0];
                return -1;
            }
            int count = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, buffer, offset, count);
            at += count;
            return count;
        }
    }
}
