package mail.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches 32 bytes at a time, then the last ones in eights, without a copy. */
public final class ByteSearch {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Multiplied by a byte, this gives eight copies of the byte. */
    static final long EACH = 0x0101_0101_0101_0101L;

    static final long HIGH_BITS = 0x80 * EACH;

    /** One test for four longs takes fewer instructions than four tests. */
    private static final int STEP = 4 * Long.BYTES;

    private ByteSearch() {}

    /**
     * @param wanted an ASCII character
     * @return its first index, {@code to} if there is none
     */
    public static int indexOf(byte[] bytes, int from, int to, char wanted) {
        long all = wanted * EACH;
        int at = from;
        while (at + STEP <= to && !isIn(bytes, at, all)) {
            at += STEP;
        }
        while (at + Long.BYTES <= to) {
            long found = zeros(eight(bytes, at) ^ all);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isIn(byte[] bytes, int at, long all) {
        return (zeros(eight(bytes, at) ^ all)
                        | zeros(eight(bytes, at + 8) ^ all)
                        | zeros(eight(bytes, at + 16) ^ all)
                        | zeros(eight(bytes, at + 24) ^ all))
                != 0;
    }

    private static long eight(byte[] bytes, int at) {
        return (long) EIGHT_BYTES.get(bytes, at);
    }

    /** @return a number whose lowest bit is in the first byte that is 0; 0 if none is */
    static long zeros(long eight) {
        return eight - EACH & ~eight & HIGH_BITS;
    }

    public static boolean isAscii(byte[] bytes) {
        int at = 0;
        while (at + STEP <= bytes.length
                && ((eight(bytes, at) | eight(bytes, at + 8) | eight(bytes, at + 16) | eight(bytes, at + 24))
                                & HIGH_BITS)
                        == 0) {
            at += STEP;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at == bytes.length;
    }
}
