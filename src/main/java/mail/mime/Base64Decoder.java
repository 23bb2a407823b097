package mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045, section 6.8) as a stream and skips other bytes. After a padding, lines of pure base64
 * continue the data; the first other line ends it.
 */
final class Base64Decoder extends OutputStream {

    private static final int SKIP = -1;
    private static final int PAD = -2;
    private static final int[] VALUES = values();
    private static final int SHORTEST_LINE = 40;
    private static final int LONGEST_LINE = 1 << 12;

    private final OutputStream out;
    private final byte[] decoded = new byte[1 << 10];
    private final Base64Lines lines;
    private int bits;
    private int count;
    private boolean padded;
    private boolean wentOn;
    private boolean ended;
    private boolean lineStart = true;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);

    Base64Decoder(OutputStream out, Base64Lines lines) {
        this.out = out;
        this.lines = lines;
    }

    static byte[] decode(byte[] base64) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(base64.length);
        try (Base64Decoder decoder = new Base64Decoder(bytes, new Base64Lines())) {
            decoder.write(base64, 0, base64.length);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        boolean junk = false;
        while (at < end && !ended) {
            if (padded) {
                at = behindPadding(bytes, at, end);
                continue;
            }
            int next = lineStart && count == 0 && !junk ? lines(bytes, at, end) : at;
            junk |= next < 0; // once is enough: repeating the search for each line would take very long
            at = next > at ? next : line(bytes, at, end);
        }
    }

    /** @return where the line ends, or the position after the given number of bytes */
    private int line(byte[] bytes, int from, int end) throws IOException {
        int at = from;
        int size = 0;
        lineStart = false;
        while (at < end && !padded && !lineStart && size + 3 <= decoded.length) {
            int value = VALUES[bytes[at] & 0xFF];
            lineStart = bytes[at++] == '\n';
            size += value == SKIP ? 0 : one(value, size);
        }
        out.write(decoded, 0, size);
        return at;
    }

    /**
     * Decodes the next whole lines, if they have one length and nothing but base64. A delimiter is no such line.
     *
     * @return where they end
     */
    int wholeLines(byte[] bytes, int from, int end) throws IOException {
        return padded ? from : Math.max(from, lines(bytes, from, end));
    }

    /**
     * Nearly all base64 has lines of one length. Decodes the next ones, at most as many as are decoded at once.
     *
     * @return where they end, -1 if there are other bytes between them
     */
    private int lines(byte[] bytes, int from, int end) throws IOException {
        int width = 0;
        while (from + width < end && VALUES[bytes[from + width] & 0xFF] >= 0) {
            width++;
        }
        int step = width + (from + width < end && bytes[from + width] == '\r' ? 2 : 1);
        int count = width < SHORTEST_LINE || width % 4 != 0 ? 0 : linesLike(bytes, from, end, width, step);
        if (count == 0) {
            return from;
        }
        try {
            int size = lines.decode(bytes, from, count, width, step);
            out.write(lines.decoded(), lines.start(), size);
            padded = lines.isPadded();
            return from + count * step;
        } catch (IllegalArgumentException junk) {
            return -1;
        }
    }

    private static int linesLike(byte[] bytes, int from, int end, int width, int step) {
        int most = Base64Lines.most(width);
        int count = 0;
        for (int line = from; count < most && line + step <= end && bytes[line + step - 1] == '\n'; line += step) {
            if (step - width == 2 && bytes[line + width] != '\r') {
                break;
            }
            count++;
        }
        return count;
    }

    /** @return number of decoded bytes */
    private int one(int value, int size) {
        if (value == PAD) {
            int given = unfinished(size);
            padded |= given > 0;
            return given;
        }
        bits = bits << 6 | value;
        if (++count < 4) {
            return 0;
        }
        decoded[size] = (byte) (bits >> 16);
        decoded[size + 1] = (byte) (bits >> 8);
        decoded[size + 2] = (byte) bits;
        count = 0;
        return 3;
    }

    /** Decodes the last, incomplete group. A single letter contains no complete byte. */
    private int unfinished(int size) {
        if (count < 2) {
            return 0;
        }
        int given = count - 1;
        decoded[size] = (byte) (bits >> (count == 2 ? 4 : 10));
        decoded[size + 1] = (byte) (bits >> 2);
        count = 0;
        return given;
    }

    /** @return where the line ends, or where the input ends */
    private int behindPadding(byte[] bytes, int from, int end) throws IOException {
        int at = from;
        boolean whole = false;
        while (at < end && !whole) {
            whole = bytes[at] == '\n' || line.size() == LONGEST_LINE;
            line.write(bytes[at++]);
        }
        if (whole) {
            lineBehindPadding();
        }
        return at;
    }

    private void lineBehindPadding() throws IOException {
        String text = line.toString(StandardCharsets.ISO_8859_1).strip();
        // the end of the line with the padding
        text = text.substring(text.startsWith("==") ? 2 : text.startsWith("=") ? 1 : 0);
        line.reset();
        boolean base64 = text.chars().allMatch(c -> c < VALUES.length && VALUES[c] != SKIP);
        ended = !base64 || text.length() % 4 != 0 && text.length() < SHORTEST_LINE;
        wentOn |= !text.isEmpty();
        for (int i = 0; i < text.length() && !ended; i++) {
            out.write(decoded, 0, one(VALUES[text.charAt(i)], 0));
        }
    }

    /** @return whether the lines after a padding were decoded, null if there were none */
    String warning() {
        if (!wentOn) {
            return null;
        }
        return ended
                ? "bytes after the end of a part's base64 are left out"
                : "a part's base64 continues after its end";
    }

    @Override
    public void close() throws IOException {
        if (line.size() > 0) {
            lineBehindPadding();
        }
        out.write(decoded, 0, unfinished(0));
        out.close();
    }

    private static int[] values() {
        int[] values = new int[256];
        Arrays.fill(values, SKIP);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i;
        }
        values['='] = PAD;
        return values;
    }
}
