package mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Decodes the Content-Transfer-Encoding of a body. */
final class TransferDecoding {

    private static final int CHUNK = 1 << 16;
    private static final int SMALL = 1 << 12;

    private final List<String> warnings;
    private byte[] chunk = new byte[0];

    TransferDecoding(List<String> warnings) {
        this.warnings = warnings;
    }

    /** Does not close {@code out}. An unknown encoding leaves the bytes unchanged. */
    void decode(MailBytes source, Entity entity, OutputStream out) throws IOException {
        OutputStream open = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        };
        switch (entity.headers().transferEncoding()) {
            case "base64", "b", "base-64" -> base64(source, entity, new Base64Decoder(open));
            case "quoted-printable", "q", "quoted_printable" -> copy(source, entity, new QuotedPrintableDecoder(open));
            case "x-uuencode", "uuencode", "x-uue", "uue" -> uudecode(source, entity, out);
            default -> {
                if (!entity.headers().isUnencoded()) {
                    warnings.add("a transfer encoding is unknown");
                }
                copy(source, entity, open);
            }
        }
    }

    private void base64(MailBytes source, Entity entity, Base64Decoder decoder) throws IOException {
        copy(source, entity, decoder);
        if (decoder.warning() != null) {
            warnings.add(decoder.warning());
        }
    }

    private void copy(MailBytes source, Entity entity, OutputStream decoder) throws IOException {
        chunk(entity);
        long at = entity.start();
        while (at < entity.end()) {
            int read = source.read(at, chunk, 0, (int) Math.min(chunk.length, entity.end() - at));
            decoder.write(chunk, 0, read);
            at += read;
        }
        decoder.close();
    }

    private void uudecode(MailBytes source, Entity entity, OutputStream out) throws IOException {
        try (InputStream decoded = MimeUtility.decode(source.stream(entity.start(), entity.end()), "uuencode")) {
            // single bytes: if the decoder finds damage while it fills an array, the array's content is lost
            OutputStream bytes = new BufferedOutputStream(out, SMALL);
            int read;
            while ((read = readOrEnd(decoded)) >= 0) {
                bytes.write(read);
            }
            bytes.flush();
        } catch (MessagingException e) {
            throw new IOException("uuencode is known", e);
        }
    }

    /** Most parts are small and need no large buffer; with an empty buffer, a read would never progress. */
    private void chunk(Entity entity) {
        int wanted = (int) Math.min(CHUNK, Math.max(1, entity.end() - entity.start()));
        if (chunk.length < wanted) {
            chunk = new byte[wanted];
        }
    }

    /** A line that is not uuencode ends the data. */
    private int readOrEnd(InputStream decoded) {
        try {
            return decoded.read();
        } catch (IOException | RuntimeException e) {
            warnings.add("a part's uuencode is damaged");
            return -1;
        }
    }
}
