package mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes the decoded parts of one mail into a folder, under names of its own. */
final class PartWriter {

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<Manifest.Part> parts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    PartWriter(Path folder) {
        this.folder = folder;
    }

    /** A body is written in UTF-8, whatever it came in. */
    void writeBody(String role, String type, Charset charset, InputStream content) throws IOException {
        byte[] utf8 = new String(content.readAllBytes(), charset).getBytes(StandardCharsets.UTF_8);
        write(role, null, type, charset.name(), out -> out.write(utf8));
    }

    void writeAttachment(String name, String type, InputStream content) throws IOException {
        write("attachment", name, type, null, content::transferTo);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    List<Path> files() {
        return files;
    }

    List<Manifest.Part> parts() {
        return parts;
    }

    List<String> warnings() {
        return warnings;
    }

    private void write(String role, String name, String type, String charset, Content content) throws IOException {
        Path file = folder.resolve("%03d".formatted(files.size() + 1));
        MessageDigest sha256 = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
            content.writeTo(out);
        }
        files.add(file);
        parts.add(new Manifest.Part(
                file.getFileName().toString(),
                role,
                name,
                type,
                charset,
                Files.size(file),
                HexFormat.of().formatHex(sha256.digest())));
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
