package mail.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Converts ISO-2022-JP to UTF-8 in one step, because this is most of the work for marketplaces' mail. The characters
 * are the JDK's. {@link LineDecoder} handles everything except plain ASCII and kanji.
 */
final class Jis {

    private static final byte ESCAPE = 0x1B;
    private static final byte SHIFT_OUT = 0x0E;
    private static final byte SHIFT_IN = 0x0F;
    private static final char UNKNOWN = '\uFFFD';
    private static final int CELLS = 94;

    /** The shift of the number of bytes in an entry of {@link #KANJI}. */
    private static final int NUMBER = 24;

    /** For each kanji its two or three bytes in UTF-8, the first one lowest, and their number above them; 0 if unknown. */
    private static final int[] KANJI = kanji();

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Jis() {}

    /** @return the text in UTF-8; null if it contains anything but ASCII and kanji in their usual form */
    static byte[] quick(byte[] jis) {
        // two bytes become at most three; four are written at a time
        byte[] utf8 = new byte[jis.length * 3 / 2 + Integer.BYTES];
        int size = convert(jis, utf8);
        return size < 0 ? null : Arrays.copyOf(utf8, size);
    }

    /** @return number of bytes written, -1 if there is anything else */
    private static int convert(byte[] jis, byte[] utf8) {
        int size = 0;
        int at = 0;
        boolean roman = false;
        while (at < jis.length) {
            int end = endOfAscii(jis, at, roman);
            System.arraycopy(jis, at, utf8, size, end - at);
            size += end - at;
            at = end;
            boolean kanji = isAt(jis, at, '$', 'B');
            if (at < jis.length && !kanji && !isAt(jis, at, '(', 'B') && !isAt(jis, at, '(', 'J')) {
                return -1;
            }
            roman = at < jis.length && jis[at + 2] == 'J';
            at += 3;
            while (kanji && at + 1 < jis.length && jis[at] != ESCAPE) {
                int character = character(jis[at] - '!', jis[at + 1] - '!');
                if (character == 0) {
                    return -1;
                }
                FOUR_BYTES.set(utf8, size, character);
                size += character >> NUMBER;
                at += 2;
            }
            if (kanji && at + 1 == jis.length) {
                return -1; // half of a character
            }
        }
        return size;
    }

    private static int endOfAscii(byte[] jis, int start, boolean roman) {
        int at = start;
        while (at < jis.length && isAscii(jis[at]) && !(roman && (jis[at] == '\\' || jis[at] == '~'))) {
            at++;
        }
        return at;
    }

    private static boolean isAscii(byte b) {
        return b > ESCAPE || b >= 0 && b != ESCAPE && b != SHIFT_OUT && b != SHIFT_IN;
    }

    private static int character(int row, int cell) {
        boolean inTable = row >= 0 && row < CELLS && cell >= 0 && cell < CELLS;
        return inTable ? KANJI[row * CELLS + cell] : 0;
    }

    private static boolean isAt(byte[] jis, int i, char first, char second) {
        return i + 2 < jis.length && jis[i] == ESCAPE && jis[i + 1] == first && jis[i + 2] == second;
    }

    private static int[] kanji() {
        int[] kanji = new int[CELLS * CELLS];
        for (int i = 0; i < kanji.length; i++) {
            byte[] one = {ESCAPE, '$', 'B', (byte) (i / CELLS + '!'), (byte) (i % CELLS + '!'), ESCAPE, '(', 'B'};
            String character = new String(one, Charsets.JIS);
            if (character.length() == 1 && character.charAt(0) >= 0x80 && character.charAt(0) != UNKNOWN) {
                byte[] utf8 = character.getBytes(StandardCharsets.UTF_8);
                kanji[i] = utf8.length << NUMBER;
                for (int k = 0; k < utf8.length; k++) {
                    kanji[i] |= (utf8[k] & 0xFF) << 8 * k;
                }
            }
        }
        return kanji;
    }
}
