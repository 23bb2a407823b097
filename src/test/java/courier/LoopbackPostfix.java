package courier;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import local.cloud.Ports;

/**
 * A real Postfix on 127.0.0.1 for one test; needs an installed Postfix, and root. Its aliases file is {@code
 * folder()/aliases}, its virtual table {@code folder()/virtual}.
 */
public final class LoopbackPostfix implements AutoCloseable {

    private final Path folder;
    private boolean started;

    private LoopbackPostfix(Path folder) {
        this.folder = folder;
    }

    /** Skips the test with a message if it is not installed. */
    public static LoopbackPostfix install() throws IOException {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "postfix")));
        assumeTrue(installed, "Postfix is not installed: it is not compared");
        assumeTrue("root".equals(System.getProperty("user.name")), "Postfix needs root: it is not compared");
        Path folder = Files.createTempDirectory("postfix-");
        permit(folder, "rwxr-xr-x");
        return new LoopbackPostfix(folder);
    }

    public Path folder() {
        return folder;
    }

    /** A folder into which programs may write. */
    public Path openFolder(String name) throws IOException {
        return permit(Files.createDirectory(folder.resolve(name)), "rwxrwxrwx");
    }

    public Path program(String name, String script) throws IOException {
        return permit(Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n"), "rwxr-xr-x");
    }

    /** @return its port */
    public int start() throws IOException, InterruptedException {
        int port = Ports.free();
        run("src/test/sh/postfix-on-loopback", "start", folder.toString(), Integer.toString(port));
        started = true;
        return port;
    }

    /** @return whether Postfix's queues are empty */
    public boolean isIdle() {
        return Stream.of("maildrop", "incoming", "active", "deferred").allMatch(this::isEmpty);
    }

    private boolean isEmpty(String queue) {
        try (Stream<Path> files = Files.walk(folder.resolve("queue").resolve(queue))) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException | UncheckedIOException e) {
            return false; // a file that was deleted during the check
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (started) {
            run("src/test/sh/postfix-on-loopback", "stop", folder.toString());
        }
        run("rm", "-rf", folder.toString());
    }

    private static Path permit(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException(command[0] + " ended with " + exitCode);
        }
    }
}
