package mail.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import mail.charset.Utf8;

/** Detects UTF-16 and UTF-32: texts contain spaces and line ends, so some of their bytes are 0. */
final class Utf16 {

    private Utf16() {}

    static boolean hasByteOrderMark(byte[] bytes) {
        return startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
    }

    /**
     * @param labelled a charset without ASCII
     * @return the charset, null if the label is impossible
     */
    static Charset of(byte[] bytes, Charset labelled) {
        boolean utf16 = labelled.name().startsWith("UTF-16");
        if (!utf16) {
            return labelled.name().startsWith("UTF") && has(bytes) || looksEncoded(bytes) ? labelled : null;
        }
        if (hasByteOrderMark(bytes)) {
            return labelled.name().length() > "UTF-16".length() && fitsMark(bytes, labelled)
                    ? labelled
                    : StandardCharsets.UTF_16;
        }
        int even = zeros(bytes, 0);
        int odd = zeros(bytes, 1);
        if (even == odd) {
            return even > 0 || isShortAndWide(bytes) ? labelled : null;
        }
        boolean little = odd > even;
        boolean saysLittle = labelled.equals(StandardCharsets.UTF_16LE);
        return little == saysLittle ? labelled : little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean fitsMark(byte[] bytes, Charset labelled) {
        return labelled.equals(StandardCharsets.UTF_16LE) == startsWith(bytes, 0xFF, 0xFE);
    }

    /** Whether the bytes are a word of only kanji and kana, which is plausible in no other charset of mails. */
    private static boolean isShortAndWide(byte[] bytes) {
        Utf8 utf8 = Utf8.of(bytes, 0, bytes.length);
        boolean high = utf8.characters() + utf8.stray() > 0;
        return high && bytes.length % 2 == 0 && !utf8.readsNearlyAll() && JapaneseGuess.of(bytes, false) == null;
    }

    /** EBCDIC has its letters above 0x80. */
    private static boolean looksEncoded(byte[] bytes) {
        Utf8 utf8 = Utf8.of(bytes, 0, bytes.length);
        return utf8.stray() * 2 > bytes.length;
    }

    private static boolean has(byte[] bytes) {
        return zeros(bytes, 0) + zeros(bytes, 1) > 0;
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int i = from; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
