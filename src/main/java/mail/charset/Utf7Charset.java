package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** UTF-7 (RFC 2152). A plus sign without base64 after it stands for itself. */
final class Utf7Charset extends DecodingCharset {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    Utf7Charset() {
        super("UTF-7");
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new Utf7Decoder(this);
    }

    private static final class Utf7Decoder extends Stepwise {
        private boolean shifted;
        private int bits;
        private int count;

        Utf7Decoder(DecodingCharset charset) {
            super(charset);
        }

        @Override
        protected void implReset() {
            shifted = false;
            count = 0;
        }

        @Override
        CoderResult step(ByteBuffer in, CharBuffer out) {
            int b = peek(in, 0);
            if (b >= 0x80) {
                return CoderResult.malformedForLength(1);
            }
            if (shifted) {
                return inBase64(in, out, b);
            }
            if (b == '+' && peek(in, 1) == '-') {
                out.put('+');
                skip(in, 2);
            } else if (b == '+' && isBase64(in)) {
                shifted = true;
                bits = 0;
                count = 0;
                skip(in, 1);
            } else {
                out.put((char) in.get());
            }
            return null;
        }

        /** The shortest base64 that contains a character. */
        private static boolean isBase64(ByteBuffer in) {
            boolean all = true;
            for (int i = 1; i <= 3; i++) {
                all &= peek(in, i) >= 0 && ALPHABET.indexOf(peek(in, i)) >= 0;
            }
            return all;
        }

        private CoderResult inBase64(ByteBuffer in, CharBuffer out, int b) {
            int value = ALPHABET.indexOf(b);
            if (value < 0) {
                shifted = false;
                skip(in, b == '-' ? 1 : 0);
                return null;
            }
            skip(in, 1);
            bits = bits << 6 | value;
            count += 6;
            if (count >= 16) {
                count -= 16;
                out.put((char) (bits >> count));
                bits &= (1 << count) - 1;
            }
            return null;
        }
    }
}
