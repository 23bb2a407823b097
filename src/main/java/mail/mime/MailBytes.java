package mail.mime;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import mail.charset.ByteSearch;

/** The bytes of a mail on disk, read in pieces: a mail of 40 MB needs no more heap than a small one. */
final class MailBytes implements Closeable {

    /** A caller that reads a position often reads the bytes before it. */
    private static final int LOOK_BEHIND = 1 << 8;

    private static final int LONG_LINE = 1 << 8;

    private final FileChannel channel;
    private final long size;
    private final byte[] window;
    private long windowStart;
    private int windowLength;

    /** @param window used for nothing else until this is closed */
    MailBytes(Path file, byte[] window) throws IOException {
        this.channel = FileChannel.open(file);
        this.size = channel.size();
        this.window = window;
    }

    /** @param content a whole mail: it is its own window */
    MailBytes(byte[] content) {
        this.channel = null;
        this.size = content.length;
        this.window = content;
        this.windowLength = content.length;
    }

    long size() {
        return size;
    }

    byte[] bytes(long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        int read = read(from, bytes, 0, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    /** @return position of the first such byte from here on, the mail's size if there is none */
    long find(char wanted, long from) throws IOException {
        long at = from;
        while (at < size) {
            int i = fill(at, 1);
            int found = ByteSearch.indexOf(window, i, windowLength, wanted);
            at += found - i;
            if (found < windowLength) {
                return at;
            }
        }
        return size;
    }

    /** @return where the whole lines of base64 end that begin here */
    long decode(long from, Base64Decoder decoder) throws IOException {
        long at = from;
        int length;
        do {
            int i = fill(at, LONG_LINE);
            length = decoder.wholeLines(window, i, windowLength) - i;
            at += length;
        } while (length > 0 && at < size);
        return at;
    }

    /** Writes these bytes to {@code out}, in pieces as large as a window. */
    void copy(long from, long to, OutputStream out) throws IOException {
        long at = from;
        while (at < to) {
            int i = fill(at, 1);
            int length = (int) Math.min(windowLength - i, to - at);
            out.write(window, i, length);
            at += length;
        }
    }

    InputStream stream(long from, long to) {
        return new InputStream() {
            private long position = from;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = MailBytes.this.read(position, bytes, offset, (int) Math.min(length, to - position));
                position += read;
                return read == 0 && length > 0 ? -1 : read;
            }
        };
    }

    /** @return 0 before the beginning and after the end */
    byte byteAt(long at) throws IOException {
        if (at >= size || at < 0) {
            return 0;
        }
        return window[fill(at, 1)];
    }

    boolean isLineEnd(long at) throws IOException {
        byte b = byteAt(at);
        return b == '\n' || b == '\r';
    }

    /** @return where the line ends, without its CR, LF or both; or the first position after {@code most} */
    long lineEnd(long from, long most) throws IOException {
        long at = from;
        while (at < size && at <= most) {
            int i = fill(at, 1);
            int k = i;
            while (k < windowLength && window[k] != '\n' && window[k] != '\r') {
                k++;
            }
            at += k - i;
            if (k < windowLength) {
                return at;
            }
        }
        return Math.min(at, size);
    }

    /** @return start of the next line */
    long afterLineEnd(long lineEnd) throws IOException {
        long next = byteAt(lineEnd) == '\r' ? lineEnd + 1 : lineEnd;
        return Math.min(size, byteAt(next) == '\n' ? next + 1 : next);
    }

    /** @return where the previous line ends, at least {@code least} */
    long beforeLineEnd(long lineStart, long least) throws IOException {
        long end = lineStart > least && byteAt(lineStart - 1) == '\n' ? lineStart - 1 : lineStart;
        return end > least && byteAt(end - 1) == '\r' ? end - 1 : end;
    }

    boolean isAt(long at, byte[] bytes) throws IOException {
        int i = fill(at, bytes.length);
        return i + bytes.length <= windowLength && Arrays.equals(window, i, i + bytes.length, bytes, 0, bytes.length);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** @return number of bytes, at most {@code length} */
    int read(long from, byte[] bytes, int offset, int length) throws IOException {
        if (from >= windowStart && from + length <= windowStart + windowLength) {
            System.arraycopy(window, (int) (from - windowStart), bytes, offset, length);
            return length;
        }
        return readFile(from, bytes, offset, length);
    }

    /**
     * Loads these bytes into the window, as many as there are.
     *
     * @param length much smaller than a window
     *
     * @return index of {@code from} in the window
     */
    private int fill(long from, int length) throws IOException {
        long end = Math.min(size, from + length);
        if (from < windowStart || end > windowStart + windowLength) {
            windowStart = Math.max(0, from - LOOK_BEHIND);
            windowLength = readFile(windowStart, window, 0, (int) Math.min(window.length, size - windowStart));
            if (windowStart + windowLength < end) {
                throw new EOFException("the mail's file became shorter while it was read");
            }
        }
        return (int) (from - windowStart);
    }

    private int readFile(long from, byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = channel.read(ByteBuffer.wrap(bytes, offset + done, length - done), from + done);
            if (read < 0) {
                break;
            }
            done += read;
        }
        return done;
    }
}
