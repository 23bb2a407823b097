package mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Joins encoded words in ISO-2022-JP. Each word begins in ASCII (RFC 2047, section 3), although the previous one may
 * lack the escape at its end. But some senders cut a text into words at any position and continue the section in the
 * next word.
 */
final class JisSeams {

    private static final byte ESCAPE = 0x1B;
    private static final byte[] ASCII = "\u001B(B".getBytes(StandardCharsets.US_ASCII);

    /** Maximum distance at which the end is searched for: words are shorter. */
    private static final int FAR = 1_000;

    private JisSeams() {}

    /**
     * @param seams positions at which words begin
     * @return the text with the missing escapes at the ends of words
     */
    static byte[] closed(byte[] words, List<Integer> seams) {
        if (seams.size() < 2 || indexOf(words, 0, words.length) < 0) {
            return words;
        }
        ByteArrayOutputStream closed = new ByteArrayOutputStream(words.length + ASCII.length * seams.size());
        int done = 0;
        int last = -1;
        for (int seam : seams) {
            for (int i = indexOf(words, done, seam); i >= 0; i = indexOf(words, i + 1, seam)) {
                last = i;
            }
            closed.write(words, done, seam - done);
            done = seam;
            if (isTwoBytes(words, last) && seam > last + 2 && !goesOn(words, last, seam)) {
                closed.writeBytes(ASCII);
                last = -1;
            }
        }
        closed.write(words, done, words.length - done);
        return closed.toByteArray();
    }

    private static boolean isTwoBytes(byte[] words, int escape) {
        return escape >= 0 && escape + 2 < words.length && words[escape + 1] == '$';
    }

    /**
     * The section continues if pairs follow up to the escape that ends them. Without such an escape, it continues if the pairs are mostly kana.
     */
    private static boolean goesOn(byte[] words, int escape, int seam) {
        int next = indexOf(words, seam, Math.min(words.length, seam + FAR));
        int end = next < 0 ? Math.min(words.length, seam + FAR) : next;
        int start = escape + (words[escape + 2] == '(' ? 4 : 3);
        int kana = 0;
        for (int i = seam - Math.max(0, seam - start) % 2; i < end; i += 2) {
            if (!isGraphic(words[i]) || i + 1 >= end || !isGraphic(words[i + 1])) {
                return false;
            }
            kana += words[i] == 0x24 || words[i] == 0x25 ? 1 : 0;
        }
        boolean closing = next >= 0 && next + 1 < words.length && words[next + 1] == '(';
        return end > seam && (closing || kana * 4 > end - seam);
    }

    private static boolean isGraphic(byte b) {
        return b > ' ' && b < 0x7F;
    }

    private static int indexOf(byte[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            if (words[i] == ESCAPE) {
                return i;
            }
        }
        return -1;
    }
}
