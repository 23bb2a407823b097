package mail.mime;

import java.util.Arrays;

/**
 * Converts ISO-2022-JP to UTF-8 in one step, because this is most of the work for marketplaces' mail. The characters
 * are the JDK's. {@link LineDecoder} handles everything except plain ASCII and kanji.
 */
final class Jis {

    private static final int CELLS = 94;
    private static final char[] KANJI = kanji();
    private static final char UNKNOWN = '\uFFFD';

    private Jis() {}

    /** @return the text in UTF-8; null if it contains anything but ASCII and kanji in their usual form */
    static byte[] quick(byte[] jis) {
        byte[] utf8 = new byte[jis.length * 3 / 2 + 1];
        int size = convert(jis, utf8);
        return size < 0 ? null : Arrays.copyOf(utf8, size);
    }

    /** @return number of bytes written, -1 if there is anything else */
    private static int convert(byte[] jis, byte[] utf8) {
        boolean kanji = false;
        boolean roman = false;
        int size = 0;
        for (int i = 0; i < jis.length; i++) {
            int b = jis[i];
            if (b == 0x1B) {
                if (!isAt(jis, i, '$', 'B') && !isAt(jis, i, '(', 'B') && !isAt(jis, i, '(', 'J')) {
                    return -1;
                }
                kanji = jis[i + 1] == '$';
                roman = jis[i + 2] == 'J';
                i += 2;
            } else if (b < 0 || b == 0x0E || b == 0x0F || roman && (b == '\\' || b == '~')) {
                return -1;
            } else if (!kanji) {
                utf8[size++] = (byte) b;
            } else {
                int cell = ++i < jis.length ? jis[i] : 0;
                boolean inTable = b > ' ' && b < 0x7F && cell > ' ' && cell < 0x7F;
                char c = inTable ? KANJI[(b - 0x21) * CELLS + cell - 0x21] : UNKNOWN;
                if (c == UNKNOWN) {
                    return -1;
                }
                if (c < 0x800) {
                    utf8[size++] = (byte) (0xC0 | c >> 6);
                } else {
                    utf8[size++] = (byte) (0xE0 | c >> 12);
                    utf8[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                }
                utf8[size++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return size;
    }

    private static boolean isAt(byte[] jis, int i, char first, char second) {
        return i + 2 < jis.length && jis[i + 1] == first && jis[i + 2] == second;
    }

    private static char[] kanji() {
        char[] kanji = new char[CELLS * CELLS];
        for (int i = 0; i < kanji.length; i++) {
            byte[] one = {0x1B, '$', 'B', (byte) (i / CELLS + 0x21), (byte) (i % CELLS + 0x21), 0x1B, '(', 'B'};
            String character = new String(one, Charsets.JIS);
            boolean known = character.length() == 1 && character.charAt(0) >= 0x80;
            kanji[i] = known ? character.charAt(0) : UNKNOWN;
        }
        return kanji;
    }
}
