package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Converts text of any length to UTF-8, several lines at a time. */
final class Transcoder extends OutputStream {

    private static final int PIECE = 1 << 15;

    private final OutputStream out;
    private final LineDecoder decoder;
    private final byte[] bytes = new byte[PIECE];
    private final StringBuilder text = new StringBuilder();
    private int length;
    private boolean begun;

    Transcoder(LineDecoder decoder, OutputStream out) {
        this.out = out;
        this.decoder = decoder;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int at = offset;
        while (at < offset + count) {
            int some = Math.min(bytes.length - length, offset + count - at);
            System.arraycopy(source, at, bytes, length, some);
            length += some;
            at += some;
            if (length == bytes.length) {
                decode(false);
            }
        }
    }

    /** Ends the text; does not close the output. */
    @Override
    public void close() throws IOException {
        decode(true);
    }

    private void decode(boolean end) throws IOException {
        int done = decoder.decode(bytes, length, end, text);
        System.arraycopy(bytes, done, bytes, 0, length - done);
        length -= done;
        if (!begun && text.length() > 0) {
            begun = true;
            text.delete(0, text.charAt(0) == '\uFEFF' ? 1 : 0);
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
