package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import local.Demo;
import local.Pipeline;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's health check, as the images and task definitions run it. */
class HealthIT {

    @TempDir
    Path data;

    @Test
    void aRunningPipelineIsUpAndAStoppedOneIsDown() throws Exception {
        int port = Ports.free();
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, Demo.settings());
                Pipeline pipeline = Pipeline.start(cloud, port)) {
            for (String check : new String[] {"live", "ready", "well"}) {
                assertThat(health(port, check)).isEqualTo("0 UP");
            }
            assertThat(pipeline.stop(Duration.ofSeconds(40))).isTrue();

            assertThat(health(port, "live")).startsWith("1 DOWN: nothing answers at http://127.0.0.1:" + port + "/");
        }
    }

    private static String health(int port, String check) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Packaged.desk("health", check)).redirectErrorStream(true);
        builder.environment().putAll(Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() + " " + said;
    }
}
