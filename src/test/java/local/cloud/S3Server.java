package local.cloud;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * S3: S3Proxy over a folder, in a separate process. The first process that ends writes an archive of its classes. With
 * it, later ones start in half of the processor time.
 */
final class S3Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/local-cloud/s3proxy.jar");

    private final Process process;
    private final Path archive;
    private final Path newArchive;
    private final int port;
    private final URI endpoint;

    /** Starts the process. It answers only after {@link #awaitUp}, so that others can start at the same time. */
    S3Server(int port, Path data) throws IOException {
        this.port = port;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        Path objects = Files.createDirectories(data.resolve("objects"));
        Path settings = data.resolve("s3proxy.conf");
        Files.write(
                settings,
                List.of(
                        "s3proxy.endpoint=" + endpoint,
                        "s3proxy.authorization=none",
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + objects));
        this.archive = JAR.resolveSibling("s3proxy-%s-%s.jsa"
                .formatted(Runtime.version(), Files.getLastModifiedTime(JAR).toMillis()));
        this.newArchive = Files.exists(archive) ? null : data.resolve("s3proxy.jsa");
        this.process = new ProcessBuilder(
                        Java.executable(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        newArchive == null
                                ? "-XX:SharedArchiveFile=" + archive
                                : "-XX:ArchiveClassesAtExit=" + newArchive,
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("s3proxy.log").toFile())
                .start();
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (newArchive != null && Files.notExists(archive)) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            if (!process.isAlive() && Files.exists(newArchive)) {
                Path beside = Files.createTempFile(archive.getParent(), "s3proxy-", ".new");
                Files.copy(newArchive, beside, StandardCopyOption.REPLACE_EXISTING); // from another file system
                Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE); // other processes may read it now
            }
        }
        process.destroyForcibly().waitFor();
    }

    S3Server awaitUp() throws IOException, InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try (Socket up = new Socket("127.0.0.1", port)) {
                return this;
            } catch (ConnectException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(patience)) {
                    throw new IOException("the S3 server did not start: see its log in the data folder", notYet);
                }
                process.waitFor(Duration.ofMillis(50).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
