package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Writes text of any length on in UTF-8. What does not belong into the charset becomes U+FFFD. */
final class Transcoder extends OutputStream {

    private final OutputStream out;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
    private final CharBuffer chars = CharBuffer.allocate(1 << 13);

    Transcoder(Charset charset, OutputStream out) {
        this.out = out;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            int count = Math.min(bytes.remaining(), offset + length - at);
            bytes.put(source, at, count);
            at += count;
            decode(false);
        }
    }

    /** Ends the text; does not close what it is written to. */
    @Override
    public void close() throws IOException {
        decode(true);
        decoder.flush(chars);
        drain();
    }

    private void decode(boolean end) throws IOException {
        bytes.flip();
        while (decoder.decode(bytes, chars, end).isOverflow()) {
            drain();
        }
        bytes.compact();
        drain();
    }

    /** Half a surrogate pair waits for its other half. */
    private void drain() throws IOException {
        chars.flip();
        int end = chars.limit();
        boolean half = end > 0 && Character.isHighSurrogate(chars.get(end - 1));
        chars.limit(half ? end - 1 : end);
        out.write(chars.toString().getBytes(StandardCharsets.UTF_8));
        chars.position(chars.limit());
        chars.limit(end);
        chars.compact();
    }
}
