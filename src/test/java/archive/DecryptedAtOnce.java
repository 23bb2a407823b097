package archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts eight mails of 40 MB at once, each from a file to a file. Runs in its own JVM with a small heap. */
final class DecryptedAtOnce {

    private static final int AT_ONCE = 8;
    private static final byte[] KEY = new byte[32];
    private static final byte[] IV = new byte[12];

    private DecryptedAtOnce() {}

    public static void main(String... args) throws Exception {
        Path encrypted = Files.createTempFile("hikyaku-", ".encrypted");
        write(encrypted);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        long start = System.nanoTime();
        Callable<Long> one = () -> {
            InputStream object = new BufferedInputStream(Files.newInputStream(encrypted));
            try (MailFolder parcel = MailFolder.in(encrypted.getParent(), new DecryptingStream(object, KEY, IV))) {
                return Files.size(parcel.raw());
            }
        };
        List<Future<Long>> all = threads.invokeAll(Collections.nCopies(AT_ONCE, one));
        threads.shutdown();
        Files.delete(encrypted);
        for (Future<Long> size : all) {
            if (size.get() != MailTooLarge.LARGEST) {
                throw new IllegalStateException("another size: " + size.get());
            }
        }
        System.out.printf(
                "%d ms, %d MB of heap%n",
                (System.nanoTime() - start) / 1_000_000, Runtime.getRuntime().totalMemory() >> 20);
    }

    private static void write(Path encrypted) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, IV));
        byte[] line = new byte[1024];
        try (OutputStream out =
                new CipherOutputStream(new BufferedOutputStream(Files.newOutputStream(encrypted)), cipher)) {
            for (long written = 0; written < MailTooLarge.LARGEST; written += line.length) {
                out.write(line);
            }
        }
    }
}
