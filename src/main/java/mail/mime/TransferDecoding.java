package mail.mime;

import jakarta.mail.util.StreamProvider;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** Decodes the Content-Transfer-Encoding of a body. */
final class TransferDecoding {

    private static final Set<String> BASE64 = Set.of("base64", "b", "base-64");

    private static final int SMALL = 1 << 12;

    /** Searched for once, when the first such mail arrives: the search takes longer than the decoding. */
    private static final class Streams {
        static final StreamProvider PROVIDER = StreamProvider.provider();
    }

    private final List<String> warnings;
    private final Base64Lines lines;

    TransferDecoding(List<String> warnings, Base64Lines lines) {
        this.warnings = warnings;
        this.lines = lines;
    }

    static boolean isBase64(Headers headers) {
        return BASE64.contains(headers.transferEncoding());
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
        if (isBase64(entity.headers())) {
            base64(source, entity, new Base64Decoder(open, lines));
            return;
        }
        switch (entity.headers().transferEncoding()) {
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
        source.copy(entity.start(), entity.end(), decoder);
        decoder.close();
    }

    private void uudecode(MailBytes source, Entity entity, OutputStream out) throws IOException {
        try (InputStream decoded = Streams.PROVIDER.inputUU(source.stream(entity.start(), entity.end()))) {
            // single bytes: if the decoder finds damage while it fills an array, the array's content is lost
            OutputStream bytes = new BufferedOutputStream(out, SMALL);
            int read;
            while ((read = readOrEnd(decoded)) >= 0) {
                bytes.write(read);
            }
            bytes.flush();
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
