package mail.mime;

import java.util.Arrays;
import java.util.Base64;

/**
 * Decodes lines of base64 that have one length. Joined, they are decoded by the JDK's own decoder, which is much faster
 * than a loop over the bytes. The next mail uses the arrays again, if its lines are as long.
 */
final class Base64Lines {

    /** Number of letters that are decoded at once, unless a line is longer. */
    private static final int LETTERS = 1 << 12;

    /** Arrays that are less full than one in so many are not used again: otherwise short pieces would take very long. */
    private static final int LEAST_FULL = 4;

    private static final Base64.Decoder JDK = Base64.getDecoder();

    private byte[] letters = new byte[0];
    private byte[] decoded = new byte[0];
    private int start;

    /** @return number of lines that are decoded at once */
    static int most(int width) {
        return Math.max(1, LETTERS / width);
    }

    /**
     * The JDK decodes whole arrays only, and padding must be at an array's end. So the lines are at the end, behind
     * letters whose bytes are not used.
     *
     * @param count at most {@link #most}
     * @param width number of letters in each line, a multiple of four
     * @param step number of bytes from one line to the next
     * @return number of bytes
     * @throws IllegalArgumentException if there is padding before the end
     */
    int decode(byte[] bytes, int from, int count, int width, int step) {
        int size = count * width;
        int all = most(width) * width;
        resize(size * LEAST_FULL < all ? size : all);
        int first = letters.length - size;
        Arrays.fill(letters, 0, first, (byte) 'A');
        for (int i = 0; i < count; i++) {
            System.arraycopy(bytes, from + i * step, letters, first + i * width, width);
        }
        start = first / 4 * 3;
        return JDK.decode(letters, decoded) - start;
    }

    private void resize(int size) {
        if (letters.length != size) {
            letters = new byte[size];
            decoded = new byte[size / 4 * 3];
        }
    }

    /** The array that has the decoded bytes, from {@link #start} on. */
    byte[] decoded() {
        return decoded;
    }

    int start() {
        return start;
    }

    /** @return whether the bytes end with padding */
    boolean isPadded() {
        return letters[letters.length - 1] == '=';
    }
}
