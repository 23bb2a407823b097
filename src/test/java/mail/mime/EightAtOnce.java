package mail.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Unpacks eight mails of this many megabytes at once. Runs in its own JVM with a small heap. */
final class EightAtOnce {

    private static final int AT_ONCE = 8;
    private static final byte[] BASE64 = ("QUJD".repeat(19) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JAPANESE = "ご注文番号 0815 緑茶 2袋\r\n".getBytes(Charset.forName("windows-31j"));

    private EightAtOnce() {}

    public static void main(String... args) throws Exception {
        Path mail = Files.createTempFile("hikyaku-", ".eml");
        write(mail, Integer.parseInt(args[0]) * 1_000_000L);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Callable<Manifest> one = () ->
                new Unpacker(UnpackLimits.usual()).unpack("mail-1", mail, file -> OutputStream.nullOutputStream());
        List<Future<Manifest>> all = threads.invokeAll(Collections.nCopies(AT_ONCE, one));
        threads.shutdown();
        Files.delete(mail);
        for (Future<Manifest> manifest : all) {
            if (manifest.get().parts().size() != 2) {
                throw new IllegalStateException(
                        "not unpacked: " + manifest.get().limit());
            }
        }
    }

    /** One half is a text in Shift_JIS without a label, the other an attachment. */
    private static void write(Path mail, long size) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail))) {
            out.write(
                    "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (long written = 0; written < size / 2; written += JAPANESE.length) {
                out.write(JAPANESE);
            }
            out.write("\r\n--B\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (long written = 0; written < size / 2; written += BASE64.length) {
                out.write(BASE64);
            }
            out.write("--B--\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
