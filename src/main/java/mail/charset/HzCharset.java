package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** HZ-GB-2312 (RFC 1843): GB 2312 in seven bits, between {@code ~{} and {@code ~}}; the end of a line ends it too. */
final class HzCharset extends DecodingCharset {

    HzCharset() {
        super("HZ-GB-2312");
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new HzDecoder(this);
    }

    private static final class HzDecoder extends Stepwise {
        private boolean chinese;

        HzDecoder(DecodingCharset charset) {
            super(charset);
        }

        @Override
        protected void implReset() {
            chinese = false;
        }

        @Override
        CoderResult step(ByteBuffer in, CharBuffer out) {
            int b = peek(in, 0);
            int next = peek(in, 1);
            if (b == '~') {
                return tilde(in, out, next);
            }
            if (chinese && b > ' ' && b < 0x7F) {
                return pair(in, out, b, next);
            }
            if (b >= 0x80) {
                return CoderResult.malformedForLength(1);
            }
            chinese &= b != '\n';
            out.put((char) in.get());
            return null;
        }

        private CoderResult tilde(ByteBuffer in, CharBuffer out, int next) {
            if (next < 0) {
                return CoderResult.UNDERFLOW;
            }
            switch (next) {
                case '{' -> chinese = true;
                case '}' -> chinese = false;
                case '~' -> out.put('~');
                case '\n' -> {} // the line continues
                default -> {
                    out.put('~');
                    skip(in, 1);
                    return null;
                }
            }
            skip(in, 2);
            return null;
        }

        private static CoderResult pair(ByteBuffer in, CharBuffer out, int lead, int trail) {
            if (trail < 0) {
                return CoderResult.UNDERFLOW;
            }
            String character = CodedSet.GB_2312.character(lead, trail);
            if (character == null) {
                return CoderResult.malformedForLength(1);
            }
            out.put(character);
            skip(in, 2);
            return null;
        }
    }
}
