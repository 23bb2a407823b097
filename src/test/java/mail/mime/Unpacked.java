package mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mail, unpacked in memory. */
record Unpacked(Manifest manifest, Map<String, ByteArrayOutputStream> parts) {

    /**
     * @param mail a mail in which {@code <E3 81 82>} stands for these bytes, and each other char for its bytes in UTF-8
     */
    static Unpacked of(String mail) throws IOException {
        return of(bytes(mail));
    }

    static Unpacked of(byte[] mail) throws IOException {
        Path raw = Files.createTempFile("hikyaku-", ".eml");
        try {
            Map<String, ByteArrayOutputStream> parts = new LinkedHashMap<>();
            Manifest manifest = new Unpacker(UnpackLimits.usual()).unpack("mail-1", Files.write(raw, mail), file -> {
                parts.put(file, new ByteArrayOutputStream());
                return parts.get(file);
            });
            return new Unpacked(manifest, parts);
        } finally {
            Files.delete(raw);
        }
    }

    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '<' ? text.indexOf('>', at) : -1;
            if (end > 0 && text.substring(at + 1, end).matches("[0-9A-F]{2}( [0-9A-F]{2})*")) {
                bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(text.substring(at + 1, end)));
                at = end + 1;
            } else {
                int next = text.offsetByCodePoints(at, 1);
                bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
                at = next;
            }
        }
        return bytes.toByteArray();
    }

    /** @return the text's bytes as {@link #of} takes them */
    static String in(String charset, String text) {
        return "<" + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(text.getBytes(Charset.forName(charset)))
                + ">";
    }

    String text() {
        return text(manifest.text());
    }

    String text(String file) {
        return parts.get(file).toString(StandardCharsets.UTF_8);
    }
}
