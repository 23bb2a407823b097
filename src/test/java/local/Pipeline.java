package local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import local.cloud.LocalCloud;
import local.cloud.Packaged;

/** The packaged application as a separate process, connected to a local cloud. */
public final class Pipeline implements AutoCloseable {

    private final Process process;
    private final int port;

    /** The process ended at once, or was not ready in time. */
    static final class NotStarted extends IOException {

        private static final long serialVersionUID = 1;

        NotStarted(String message) {
            super(message);
        }
    }

    private Pipeline(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the process and waits until it reports that it is up. */
    public static Pipeline start(LocalCloud cloud, int port) throws Exception {
        return start(cloud, port, Map.of());
    }

    /**
     * @param own settings of the pipeline only, not of the couriers
     * @param options the options of {@link Packaged#pipeline}
     */
    public static Pipeline start(LocalCloud cloud, int port, Map<String, String> own, String... options)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Packaged.pipeline(options)).redirectErrorStream(true);
        Map<String, String> all = new LinkedHashMap<>(cloud.settings());
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.putAll(own);
        builder.environment().putAll(all);
        Path log = cloud.data().resolve("pipeline.log");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Pipeline pipeline = new Pipeline(builder.start(), port);
        pipeline.awaitUp(log);
        return pipeline;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String get(String path) throws IOException, InterruptedException {
        return ask(path).body();
    }

    public boolean answers(String path) throws IOException, InterruptedException {
        return ask(path).statusCode() == 200;
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return Http.send(
                Http.request(URI.create("http://127.0.0.1:" + port + path)).build());
    }

    /** kill -9 */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM. @return whether the process ended within the time */
    public boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        if (!stop(Duration.ofSeconds(40))) {
            kill();
        }
    }

    private void awaitUp(Path log) throws Exception {
        Instant patience = Instant.now().plus(Duration.ofSeconds(90));
        while (true) {
            try {
                if (answers("/q/health/live") && answers("/q/health/ready")) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            }
            if (!process.isAlive() || Instant.now().isAfter(patience)) {
                kill(); // otherwise the process would run for ever
                throw new NotStarted(
                        "The pipeline does not start at port " + port + ": the end of " + log + " says why");
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }
}
