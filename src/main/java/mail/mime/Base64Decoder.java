package mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Decodes base64 (RFC 2045, section 6.8) as it comes: what is no base64 is passed over, and it ends where its padding is. */
final class Base64Decoder extends OutputStream {

    private static final int SKIP = -1;
    private static final int PAD = -2;
    private static final int[] VALUES = values();

    private final OutputStream out;
    private final byte[] decoded = new byte[1 << 13];
    private int bits;
    private int count;
    private boolean ended;

    Base64Decoder(OutputStream out) {
        this.out = out;
    }

    static byte[] decode(byte[] base64) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(base64.length);
        try (Base64Decoder decoder = new Base64Decoder(bytes)) {
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
        int at = offset;
        int end = offset + length;
        int size = 0;
        while (at < end && !ended) {
            // four at once, as long as nothing is in the way
            while (count == 0 && at + 4 <= end && size + 3 <= decoded.length) {
                int a = VALUES[bytes[at] & 0xFF];
                int b = VALUES[bytes[at + 1] & 0xFF];
                int c = VALUES[bytes[at + 2] & 0xFF];
                int d = VALUES[bytes[at + 3] & 0xFF];
                if ((a | b | c | d) < 0) {
                    break;
                }
                int three = a << 18 | b << 12 | c << 6 | d;
                decoded[size] = (byte) (three >> 16);
                decoded[size + 1] = (byte) (three >> 8);
                decoded[size + 2] = (byte) three;
                size += 3;
                at += 4;
            }
            if (size + 3 > decoded.length) {
                out.write(decoded, 0, size);
                size = 0;
            }
            if (at < end) {
                size += one(VALUES[bytes[at++] & 0xFF], size);
            }
        }
        out.write(decoded, 0, size);
    }

    /** @return how many bytes it gave */
    private int one(int value, int size) {
        if (value == PAD && count > 1) {
            ended = true;
        } else if (value >= 0) {
            bits = bits << 6 | value;
            if (++count == 4) {
                decoded[size] = (byte) (bits >> 16);
                decoded[size + 1] = (byte) (bits >> 8);
                decoded[size + 2] = (byte) bits;
                count = 0;
                return 3;
            }
        }
        return 0;
    }

    /** Gives what the last, unfinished group of four holds. */
    @Override
    public void close() throws IOException {
        if (count == 2) {
            out.write(bits >> 4);
        } else if (count == 3) {
            out.write(bits >> 10);
            out.write(bits >> 2);
        }
        count = 0;
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
