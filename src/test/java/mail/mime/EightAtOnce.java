package mail.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Unpacks eight mails of so many megabytes at once, and prints how many megabytes of heap were live at most. */
final class EightAtOnce {

    private static final int AT_ONCE = 8;
    private static final byte[] BASE64 = ("QUJD".repeat(19) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JAPANESE = "ご注文番号 0815 緑茶 2袋\r\n".getBytes(Charset.forName("windows-31j"));

    private EightAtOnce() {}

    public static void main(String... args) throws Exception {
        int megabytes = Integer.parseInt(args[0]);
        Path mail = Files.createTempFile("hikyaku-", ".eml");
        write(mail, megabytes * 1_000_000L);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Manifest>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            running.add(threads.submit(() ->
                    new Unpacker(Limits.usual()).unpack("mail-1", mail, file -> OutputStream.nullOutputStream())));
        }
        threads.shutdown();
        long live = 0;
        while (!threads.awaitTermination(20, TimeUnit.MILLISECONDS)) {
            System.gc();
            live = Math.max(
                    live,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        for (Future<Manifest> one : running) {
            Manifest manifest = one.get();
            if (manifest.parts().size() != 2 || manifest.limit() != null) {
                throw new IllegalStateException("not unpacked: " + manifest.limit());
            }
        }
        Files.delete(mail);
        System.out.printf("%d%n", live / 1_000_000);
    }

    /** Half of it a text in Shift_JIS that says nothing of it, half an attachment. */
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
