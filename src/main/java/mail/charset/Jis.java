package mail.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Converts ISO-2022-JP to UTF-8 in one step, because this is most of the work for marketplaces' mail. The characters
 * are the JDK's. The caller handles everything except plain ASCII and kanji.
 *
 * <p>Most runs are so short that the processor cannot predict where they end. So eight bytes are always converted, and
 * the length of the run among them is computed without a branch.
 */
public final class Jis {

    private static final Charset JIS = Charset.forName("x-windows-iso2022jp");
    private static final byte ESCAPE = 0x1B;
    private static final byte SHIFT_IN = 0x0F;
    private static final char UNKNOWN = '\uFFFD';
    private static final int PAIR = 0xFFFF;
    private static final int THREE_BYTES = 0xFF_FFFF;
    private static final int ESCAPE_LENGTH = 3;

    /** Room for four kanji, and for the bytes that are written behind the text. */
    private static final int ROOM = 3 * Integer.BYTES;

    /** The escapes, the first byte lowest. */
    private static final int TO_KANJI = ESCAPE | '$' << 8 | 'B' << 16;

    private static final int TO_ASCII = ESCAPE | '(' << 8 | 'B' << 16;
    private static final int TO_ROMAN = ESCAPE | '(' << 8 | 'J' << 16;

    /** Four kanji of three bytes, which replace what follows a run. */
    private static final long FOUR_SPACES = '!' * ByteSearch.EACH;

    /** Added to bytes of seven bits, this sets the high bit of all but the control characters. */
    private static final long NOT_CONTROL = (0x80 - ' ') * ByteSearch.EACH;

    /** Added to bytes of seven bits, this sets the high bit of all but 0. */
    private static final long NOT_ZERO = 0x7F * ByteSearch.EACH;

    /** The bit of an entry of {@link #KANJI} that is no character of three bytes. */
    private static final int SHORTER = 1 << 31;

    /**
     * For each pair of bytes, its character in UTF-8, or only {@link #SHORTER} if the pair is no kanji. The lowest byte of
     * an entry is the first byte of the character. A character of two bytes also has the bit {@link #SHORTER}.
     */
    private static final int[] KANJI = kanji();

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] jis;
    private final byte[] utf8;
    private int at;
    private int size;

    /** Has a high bit if any byte is no ASCII, or has another meaning here. */
    private long others;

    /** Odd if the length of any kanji run is. */
    private int lengths;

    private Jis(byte[] jis, byte[] utf8) {
        this.jis = jis;
        this.utf8 = utf8;
    }

    /** @return the size of the array that the text needs: two bytes become at most three; twelve are written at a time */
    public static int room(byte[] jis) {
        return jis.length * 3 / 2 + ROOM;
    }

    /**
     * @param utf8 receives the text
     * @return number of bytes written, -1 if there is anything but ASCII and kanji in their usual form
     */
    public static int convert(byte[] jis, byte[] utf8) {
        return new Jis(jis, utf8).convert();
    }

    private int convert() {
        ascii();
        while (at < jis.length) {
            int escape = (int) eight() & THREE_BYTES;
            at += ESCAPE_LENGTH;
            boolean known = switch (escape) {
                case TO_KANJI -> pairs();
                case TO_ASCII -> ascii();
                case TO_ROMAN -> roman();
                default -> false;
            };
            if (!known) {
                return -1;
            }
        }
        return (lengths & 1) == 0 && (others & ByteSearch.HIGH_BITS) == 0 ? size : -1;
    }

    /** @return false if two bytes have another meaning than in ASCII */
    private boolean roman() {
        int from = at;
        ascii();
        return ByteSearch.indexOf(jis, from, at, '\\') == at && ByteSearch.indexOf(jis, from, at, '~') == at;
    }

    /** Copies all bytes up to the next escape. */
    private boolean ascii() {
        long escapes;
        while ((escapes = copy()) == 0) {
            at += Long.BYTES;
            size += Long.BYTES;
        }
        at += length(escapes);
        size += length(escapes);
        return true;
    }

    private long copy() {
        long eight = eight();
        EIGHT_BYTES.set(utf8, size, eight);
        others |= eight | ByteSearch.zeros((eight | ByteSearch.EACH) ^ SHIFT_IN * ByteSearch.EACH);
        return ~((eight ^ ESCAPE * ByteSearch.EACH) + NOT_ZERO) & ByteSearch.HIGH_BITS;
    }

    /** @return false if there is anything but kanji up to the next escape */
    private boolean pairs() {
        while (true) {
            long eight = eight();
            long controls = ~(eight + NOT_CONTROL) & ByteSearch.HIGH_BITS;
            int length = length(controls);
            long run = (Long.lowestOneBit(controls) >>> 7) - 1;
            if (!four(Long.reverseBytes(eight & run | FOUR_SPACES & ~run), length)) {
                return false;
            }
            if (controls != 0) {
                at += length;
                lengths |= length;
                return true;
            }
            at += Long.BYTES;
        }
    }

    /**
     * @param pairs the first one highest
     * @param length number of bytes that belong to the run
     */
    private boolean four(long pairs, int length) {
        int first = KANJI[(int) (pairs >>> 48)];
        int second = KANJI[(int) (pairs >>> 32) & PAIR];
        int third = KANJI[(int) pairs >>> 16];
        int fourth = KANJI[(int) pairs & PAIR];
        if ((first | second | third | fourth) < 0) {
            return oneByOne(pairs, length);
        }
        EIGHT_BYTES.set(utf8, size, first | (long) second << 24 | (long) third << 48);
        FOUR_BYTES.set(utf8, size + Long.BYTES, third >> 16 | fourth << 8);
        size += length + length / 2;
        return true;
    }

    private boolean oneByOne(long pairs, int length) {
        for (int i = 0; i < length; i += 2) {
            int character = KANJI[(int) (pairs >>> 48 - Byte.SIZE * i) & PAIR];
            if (character == SHORTER) {
                return false;
            }
            FOUR_BYTES.set(utf8, size, character);
            size += character < 0 ? 2 : 3;
        }
        return true;
    }

    /** @return number of bytes before the first high bit; eight if there is none */
    private static int length(long highBits) {
        return Long.numberOfTrailingZeros(highBits) >>> 3; // a division of an int takes four instructions
    }

    /** @return the next eight bytes, the first one lowest; behind the end there are escapes */
    private long eight() {
        if (at + Long.BYTES <= jis.length) {
            return (long) EIGHT_BYTES.get(jis, at);
        }
        long eight = ESCAPE * ByteSearch.EACH;
        for (int i = jis.length - 1; i >= at; i--) {
            eight = eight << Byte.SIZE | jis[i] & 0xFF;
        }
        return eight;
    }

    private static int[] kanji() {
        int[] kanji = new int[PAIR + 1];
        Arrays.fill(kanji, SHORTER);
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
        int entry = utf8.length < 3 ? SHORTER : 0;
        for (int i = 0; i < utf8.length; i++) {
            entry |= (utf8[i] & 0xFF) << Byte.SIZE * i;
        }
        return entry;
    }
}
