package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** A charset that mail arrives in and that the JDK does not read, or reads otherwise. It is only read, never written. */
abstract class DecodingCharset extends Charset {

    DecodingCharset(String name) {
        super(name, new String[0]);
    }

    @Override
    public boolean contains(Charset other) {
        return false;
    }

    @Override
    public boolean canEncode() {
        return false;
    }

    @Override
    public CharsetEncoder newEncoder() {
        throw new UnsupportedOperationException(name() + " is only read");
    }

    /** Decodes one step at a time: a byte, a character or an escape sequence. */
    abstract static class Stepwise extends CharsetDecoder {

        /** The longest that one step writes: a character with its accent, or two of them. */
        private static final int LONGEST_STEP = 4;

        Stepwise(Charset charset) {
            super(charset, 1, LONGEST_STEP);
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            while (in.hasRemaining()) {
                if (out.remaining() < LONGEST_STEP) {
                    return CoderResult.OVERFLOW;
                }
                CoderResult stopped = step(in, out);
                if (stopped != null) {
                    return stopped;
                }
            }
            return CoderResult.UNDERFLOW;
        }

        /** @return null to go on; else {@code in} is where it was before the step */
        abstract CoderResult step(ByteBuffer in, CharBuffer out);

        /** @return the byte so far behind the position, -1 if there is none yet */
        static int peek(ByteBuffer in, int ahead) {
            return in.remaining() > ahead ? in.get(in.position() + ahead) & 0xFF : -1;
        }

        static void skip(ByteBuffer in, int count) {
            in.position(in.position() + count);
        }
    }
}
