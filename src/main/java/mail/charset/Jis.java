package mail.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Converts ISO-2022-JP to UTF-8 in one step, because this is most of the work for marketplaces' mail. The characters
 * are the JDK's. The caller handles everything except plain ASCII and kanji.
 */
public final class Jis {

    private static final Charset JIS = Charset.forName("x-windows-iso2022jp");
    private static final byte ESCAPE = 0x1B;
    private static final byte SHIFT_OUT = 0x0E;
    private static final byte SHIFT_IN = 0x0F;
    private static final char UNKNOWN = '\uFFFD';
    private static final int PAIR = 0xFFFF;
    private static final long THREE_BYTES = 0xFF_FFFF;
    private static final int ESCAPE_LENGTH = 3;

    /** The escapes, the first byte lowest. */
    private static final int TO_KANJI = ESCAPE | '$' << 8 | 'B' << 16;

    private static final int TO_ASCII = ESCAPE | '(' << 8 | 'B' << 16;
    private static final int TO_ROMAN = ESCAPE | '(' << 8 | 'J' << 16;

    /** The shift of the number of bytes in an entry of {@link #KANJI}. */
    private static final int NUMBER = 24;

    /**
     * For each pair of bytes, its character in UTF-8, or 0 if the pair is no kanji. The lowest byte of an entry is the
     * first byte of the character; the highest one is the number of the character's bytes, two or three.
     */
    private static final int[] KANJI = kanji();

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle ONE_PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle TWO_PAIRS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Jis() {}

    /** @return the size of the array that the text needs: two bytes become at most three; eight are written at a time */
    public static int room(byte[] jis) {
        return jis.length * 3 / 2 + Long.BYTES;
    }

    /**
     * @param utf8 receives the text
     * @return number of bytes written, -1 if there is anything but ASCII and kanji in their usual form
     */
    public static int convert(byte[] jis, byte[] utf8) {
        int size = copyAscii(jis, 0, utf8, 0, false);
        int at = size;
        while (at < jis.length) {
            int escape = escape(jis, at);
            at += ESCAPE_LENGTH;
            if (escape == TO_ASCII || escape == TO_ROMAN) {
                int ascii = copyAscii(jis, at, utf8, size, escape == TO_ROMAN);
                size += ascii;
                at += ascii;
                continue;
            }
            if (escape != TO_KANJI) {
                return -1;
            }
            while (at + Integer.BYTES <= jis.length) {
                int pairs = (int) TWO_PAIRS.get(jis, at);
                int first = KANJI[pairs >>> 16];
                int second = KANJI[pairs & PAIR];
                if ((first & second) >> NUMBER != 3) {
                    break;
                }
                EIGHT_BYTES.set(utf8, size, first & THREE_BYTES | (second & THREE_BYTES) << 24);
                size += 6;
                at += Integer.BYTES;
            }
            int character;
            while (at + 1 < jis.length && (character = KANJI[(short) ONE_PAIR.get(jis, at) & PAIR]) != 0) {
                FOUR_BYTES.set(utf8, size, character);
                size += character >> NUMBER;
                at += 2;
            }
        }
        return size;
    }

    /** @return number of copied bytes: all up to the first one that is not ASCII, or has another meaning here */
    private static int copyAscii(byte[] jis, int from, byte[] utf8, int to, boolean roman) {
        int count = 0;
        while (!roman && from + count + Long.BYTES <= jis.length) {
            long eight = (long) EIGHT_BYTES.get(jis, from + count);
            EIGHT_BYTES.set(utf8, to + count, eight);
            long others = others(eight);
            if (others != 0) {
                return count + Long.numberOfTrailingZeros(others) / Byte.SIZE;
            }
            count += Long.BYTES;
        }
        while (from + count < jis.length && isAscii(jis[from + count], roman)) {
            utf8[to + count] = jis[from + count];
            count++;
        }
        return count;
    }

    private static boolean isAscii(byte b, boolean roman) {
        boolean yen = roman && (b == '\\' || b == '~');
        return b > ESCAPE ? !yen : b >= 0 && b != ESCAPE && b != SHIFT_OUT && b != SHIFT_IN;
    }

    /** @return 0 if all are ASCII, otherwise a number whose lowest bit is in the first byte that is not */
    private static long others(long eight) {
        return ByteSearch.zeros(eight ^ ESCAPE * ByteSearch.EACH)
                | ByteSearch.zeros((eight | ByteSearch.EACH) ^ SHIFT_IN * ByteSearch.EACH)
                | eight & ByteSearch.HIGH_BITS;
    }

    /** @return three bytes, the first one lowest; 0 if there are no three */
    private static int escape(byte[] jis, int at) {
        if (at + Integer.BYTES <= jis.length) {
            return (int) FOUR_BYTES.get(jis, at) & (int) THREE_BYTES;
        }
        return at + 2 < jis.length ? jis[at] & 0xFF | (jis[at + 1] & 0xFF) << 8 | (jis[at + 2] & 0xFF) << 16 : 0;
    }

    private static int[] kanji() {
        int[] kanji = new int[PAIR + 1];
        for (int row = '!'; row <= '~'; row++) {
            for (int cell = '!'; cell <= '~'; cell++) {
                byte[] one = {ESCAPE, '$', 'B', (byte) row, (byte) cell, ESCAPE, '(', 'B'};
                String character = new String(one, JIS);
                if (character.length() == 1 && character.charAt(0) >= 0x80 && character.charAt(0) != UNKNOWN) {
                    kanji[row << 8 | cell] = entry(character.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return kanji;
    }

    private static int entry(byte[] utf8) {
        int entry = utf8.length << NUMBER;
        for (int i = 0; i < utf8.length; i++) {
            entry |= (utf8[i] & 0xFF) << Byte.SIZE * i;
        }
        return entry;
    }
}
