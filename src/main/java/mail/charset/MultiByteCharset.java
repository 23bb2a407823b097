package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.HashMap;
import java.util.Map;

/**
 * A charset of ASCII and characters of several bytes, as in the Encoding Standard. It takes the JDK's charset, and
 * decodes some bytes to other characters.
 */
final class MultiByteCharset extends DecodingCharset {

    /** The length of a character that begins with these two bytes; the second is -1 if it has not arrived yet. */
    @FunctionalInterface
    interface Length {
        int of(int lead, int second);
    }

    @FunctionalInterface
    interface Characters {
        /** @return the character as text, which contains U+FFFD if the bytes are no character */
        String of(byte[] bytes);
    }

    static final Length TWO = (lead, second) -> 2;
    static final Length EUC = (lead, second) -> lead == 0x8F ? 3 : lead < 0xA1 && lead != 0x8E ? 1 : 2;
    static final Length GB18030 =
            (lead, second) -> lead == 0x80 || lead == 0xFF ? 1 : second >= '0' && second <= '9' ? 4 : 2;

    private static final char NONE = '\uFFFD';

    private final Length length;
    private final Characters characters;
    private final Map<Integer, String> otherwise = new HashMap<>();

    /** The characters of byte pairs, filled on first use: 0 for an unknown one. */
    private final char[] pairs = new char[1 << 16];

    /** @param otherwise bytes in hexadecimal and their character, separated by spaces: {@code A3A0=　} */
    MultiByteCharset(String name, Length length, Characters characters, String otherwise) {
        super(name);
        this.length = length;
        this.characters = characters;
        for (String one : otherwise.isEmpty() ? new String[0] : otherwise.trim().split("[ \\n]+")) {
            String[] bytes = one.split("=", 2);
            this.otherwise.put(Integer.parseInt(bytes[0], 16), bytes[1]);
        }
    }

    static Characters jdk(String charset) {
        Charset jdk = Charset.forName(charset);
        return bytes -> new String(bytes, jdk);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new MultiByteDecoder();
    }

    private final class MultiByteDecoder extends Stepwise {

        MultiByteDecoder() {
            super(MultiByteCharset.this);
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            if (in.hasArray() && out.hasArray()) {
                quick(in, out);
            }
            return super.decodeLoop(in, out);
        }

        /** Decodes ASCII and known pairs, but not the last bytes of the input. */
        private void quick(ByteBuffer in, CharBuffer out) {
            byte[] bytes = in.array();
            char[] chars = out.array();
            int at = in.arrayOffset() + in.position();
            int end = in.arrayOffset() + in.limit() - 1;
            int to = out.arrayOffset() + out.position();
            int most = out.arrayOffset() + out.limit();
            while (at < end && to < most) {
                int lead = bytes[at];
                char c = lead >= 0 ? (char) lead : pairs[(lead & 0xFF) << 8 | bytes[at + 1] & 0xFF];
                if (lead < 0 && c == 0) {
                    c = newPair(in, bytes, at);
                    if (c == NONE) {
                        break;
                    }
                }
                chars[to++] = c;
                at += lead >= 0 ? 1 : 2;
            }
            in.position(at - in.arrayOffset());
            out.position(to - out.arrayOffset());
        }

        private char newPair(ByteBuffer in, byte[] bytes, int at) {
            if (length.of(bytes[at] & 0xFF, bytes[at + 1] & 0xFF) != 2) {
                return NONE;
            }
            String text = character(in, at - in.arrayOffset(), 2);
            boolean one = text.length() == 1 && text.charAt(0) != NONE;
            return one ? keep(bytes[at], bytes[at + 1], text.charAt(0)) : NONE;
        }

        private char keep(byte lead, byte second, char c) {
            pairs[(lead & 0xFF) << 8 | second & 0xFF] = c;
            return c;
        }

        /** Decodes one character; the fast loop stops at longer or unknown ones, and at the end. */
        @Override
        CoderResult step(ByteBuffer in, CharBuffer out) {
            int lead = peek(in, 0);
            if (lead < 0x80) {
                out.put((char) in.get());
                return null;
            }
            int second = peek(in, 1);
            int size = length.of(lead, second);
            if (in.remaining() < size) {
                return CoderResult.UNDERFLOW;
            }
            String text = character(in, in.position(), size);
            if (text.indexOf(NONE) >= 0) {
                // an ASCII byte is not part of an invalid character
                return CoderResult.malformedForLength(size > 1 && second < 0x80 ? 1 : size);
            }
            out.put(text);
            skip(in, size);
            return null;
        }
    }

    private String character(ByteBuffer in, int at, int size) {
        byte[] bytes = new byte[size];
        int number = 0;
        for (int i = 0; i < size; i++) {
            bytes[i] = in.get(at + i);
            number = number << 8 | bytes[i] & 0xFF;
        }
        String other = otherwise.get(number);
        return other == null ? characters.of(bytes) : other;
    }
}
