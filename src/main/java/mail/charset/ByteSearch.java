package mail.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches eight bytes at a time, without a copy. */
public final class ByteSearch {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Multiplied by a byte, this gives eight copies of the byte. */
    static final long EACH = 0x0101_0101_0101_0101L;

    static final long HIGH_BITS = 0x80 * EACH;

    private ByteSearch() {}

    /**
     * @param wanted an ASCII character
     * @return its first index, {@code to} if there is none
     */
    public static int indexOf(byte[] bytes, int from, int to, char wanted) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long found = zeros((long) EIGHT_BYTES.get(bytes, at) ^ wanted * EACH);
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

    /** @return a number whose lowest bit is in the first byte that is 0; 0 if none is */
    static long zeros(long eight) {
        return eight - EACH & ~eight & HIGH_BITS;
    }

    public static boolean isAscii(byte[] bytes) {
        int at = 0;
        while (at + Long.BYTES <= bytes.length && ((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at == bytes.length;
    }
}
