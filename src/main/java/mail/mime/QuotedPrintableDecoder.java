package mail.mime;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Decodes quoted-printable (RFC 2045, section 6.7). An invalid escape stays unchanged; spaces at line ends are removed.
 */
final class QuotedPrintableDecoder extends OutputStream {

    private final OutputStream out;
    private final byte[] line = new byte[1 << 10];
    private int length;

    QuotedPrintableDecoder(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        if (length == line.length) {
            decode(length - 2); // a line without an end: an escape may be incomplete here
        }
        line[length++] = (byte) b;
        if (b == '\n') {
            decode(length);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void close() throws IOException {
        decode(length);
        out.close();
    }

    /** Decodes the complete part of the line, and keeps the rest. */
    private void decode(int most) throws IOException {
        int end = most;
        while (end > 0 && isLineEnd(line[end - 1])) {
            end--;
        }
        int text = end;
        boolean whole = most == length;
        while (whole && text > 0 && (line[text - 1] == ' ' || line[text - 1] == '\t')) {
            text--;
        }
        boolean soft = whole && text > 0 && line[text - 1] == '=';
        text -= soft ? 1 : 0;
        int i = 0;
        int size = 0;
        while (i < text) {
            int high = line[i] == '=' && i + 2 < length ? Character.digit(line[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(line[i + 2], 16);
            line[size++] = low < 0 ? line[i] : (byte) (high << 4 | low);
            i += low < 0 ? 1 : 3;
        }
        out.write(line, 0, size);
        if (!soft && end < most) {
            out.write(line, end, most - end);
        }
        int from = Math.max(i, most);
        System.arraycopy(line, from, line, 0, length - from);
        length -= from;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
