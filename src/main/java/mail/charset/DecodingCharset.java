package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** A charset of mails that the JDK does not support, or decodes differently. It can only decode. */
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

        /** The longest output of one step: a character with its accent, or two characters. */
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

        /** @return null to continue; otherwise {@code in} is at its position before the step */
        abstract CoderResult step(ByteBuffer in, CharBuffer out);

        /** @return the byte at this offset from the position, -1 if it has not arrived yet */
        static int peek(ByteBuffer in, int ahead) {
            return in.remaining() > ahead ? in.get(in.position() + ahead) & 0xFF : -1;
        }

        static void skip(ByteBuffer in, int count) {
            in.position(in.position() + count);
        }
    }
}
