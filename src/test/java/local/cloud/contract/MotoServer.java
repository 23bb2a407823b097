package local.cloud.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** moto as a server in a separate process, if Python has it. The server ends with this JVM. */
final class MotoServer implements AutoCloseable {

    private static final String SCRIPT = "src/test/sh/moto-server";

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Skips the calling test if moto is not installed. */
    static MotoServer start() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(python(), "-B", SCRIPT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no Python here");
            throw e;
        }
        String address = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        assumeTrue(address != null, "moto or its server is not installed: see " + SCRIPT);
        return new MotoServer(process, URI.create(address));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** deploy/check/moto installs one of its own. */
    private static String python() throws IOException {
        Path target = Path.of("target");
        if (Files.notExists(target)) {
            return "python3";
        }
        try (Stream<Path> folders = Files.list(target)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("moto-"))
                    .filter(folder -> Files.exists(folder.resolve("installed")))
                    .map(folder -> folder.resolve("bin/python").toString())
                    .findFirst()
                    .orElse("python3");
        }
    }
}
