package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** A single-byte charset whose lower half is ASCII. */
final class SingleByteCharset extends DecodingCharset {

    private static final char NONE = '\uFFFD';

    /** The characters of the bytes from 0x80 on. */
    private final char[] upper;

    private SingleByteCharset(String name, char[] upper) {
        super(name);
        this.upper = upper;
    }

    /** @param letters the characters of the bytes from 0xA0 on; those before are the controls of ISO 6429 */
    static Charset iso(String name, String letters) {
        char[] upper = new char[128];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = i < 32 ? (char) (0x80 + i) : letters.charAt(i - 32);
        }
        return new SingleByteCharset(name, upper);
    }

    /**
     * The JDK's charset, corrected to the Encoding Standard.
     *
     * @param otherwise bytes and their characters, alternating; a byte without a character stands for a control of
     *     ISO 6429
     */
    static Charset web(String jdk, String otherwise) {
        byte[] bytes = new byte[128];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0x80 + i);
        }
        char[] upper = new String(bytes, Charset.forName(jdk)).toCharArray();
        for (int i = 0; i < upper.length; i++) {
            upper[i] = upper[i] == NONE ? (char) (0x80 + i) : upper[i];
        }
        for (int i = 0; i < otherwise.length(); i += 2) {
            upper[otherwise.charAt(i) - 0x80] = otherwise.charAt(i + 1);
        }
        return new SingleByteCharset(jdk, upper);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new Stepwise(this) {
            @Override
            CoderResult step(ByteBuffer in, CharBuffer out) {
                byte b = in.get();
                out.put(b >= 0 ? (char) b : upper[b & 0x7F]);
                return null;
            }
        };
    }
}
