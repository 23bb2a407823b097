package local.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * S3: S3Proxy over a folder, in a separate process. The first process that ends writes an archive of its classes. With
 * this archive, later processes start in half of the processor time. After {@link #close}, a process waits for this
 * JVM's next cloud and then serves that cloud's folder. A new process for each test would take a tenth of the
 * end-to-end tests' time.
 */
final class S3Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/local-cloud/s3proxy.jar");

    /** Code that removes a server from here must kill its process, or serve another folder with it. */
    private static final Deque<S3Server> IDLE = new ConcurrentLinkedDeque<>();

    private static volatile boolean isEnding;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            isEnding = true; // a cloud that is closed from now on kills its own process
            for (S3Server idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
                idle.kill();
            }
        }));
    }

    private final Process process;
    private final Path own;

    /** The process serves the folder to which this symbolic link leads. It resolves the link in each request. */
    private final Path objects;

    private final Path archive;
    private final Path newArchive;
    private final int port;
    private final URI endpoint;

    /** Starts a server for a folder, and does not wait: other servers can start meanwhile. {@link #awaitUp} waits for it. */
    static S3Server over(Path data) throws IOException {
        Path objects = Files.createDirectories(data.resolve("objects")).toAbsolutePath();
        S3Server idle = IDLE.poll();
        if (idle != null && idle.process.isAlive()) {
            Files.delete(idle.objects);
            Files.createSymbolicLink(idle.objects, objects);
            return idle;
        }
        return new S3Server(Ports.free(), objects);
    }

    private S3Server(int port, Path served) throws IOException {
        this.port = port;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        this.own = Files.createTempDirectory("s3proxy-");
        this.objects = Files.createSymbolicLink(own.resolve("objects"), served);
        Path settings = own.resolve("s3proxy.conf");
        Files.write(
                settings,
                List.of(
                        "s3proxy.endpoint=" + endpoint,
                        "s3proxy.authorization=none",
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + objects));
        this.archive = JAR.resolveSibling("s3proxy-%s-%s.jsa"
                .formatted(Runtime.version(), Files.getLastModifiedTime(JAR).toMillis()));
        this.newArchive = Files.exists(archive) ? null : own.resolve("s3proxy.jsa");
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
                .redirectOutput(own.resolve("s3proxy.log").toFile())
                .start();
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (newArchive == null || Files.exists(archive)) {
            IDLE.add(this);
            if (isEnding && IDLE.remove(this)) {
                kill();
            }
            return;
        }
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
        if (!process.isAlive() && Files.exists(newArchive)) {
            Path beside = Files.createTempFile(archive.getParent(), "s3proxy-", ".new");
            Files.copy(newArchive, beside, StandardCopyOption.REPLACE_EXISTING); // from another file system
            Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE); // other processes may read it now
        }
        kill();
    }

    private void kill() {
        process.destroyForcibly().onExit().join(); // then it writes no file any more
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    S3Server awaitUp() throws IOException, InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try (Socket up = new Socket("127.0.0.1", port)) {
                return this;
            } catch (ConnectException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(patience)) {
                    throw new IOException(
                            "the S3 server did not start: " + own.resolve("s3proxy.log") + " says why", notYet);
                }
                process.waitFor(Duration.ofMillis(50).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
