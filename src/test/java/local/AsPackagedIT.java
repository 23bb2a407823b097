package local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The pipeline as Quarkus packages it; the other end-to-end tests start it from the archive of its classes. */
class AsPackagedIT extends MailJourney {

    @Test
    @EnabledOnOs(OS.LINUX)
    void theJarsOfTheStartAreClosedAndMailGoesItsWay() throws Exception {
        try (Pipeline pipeline = Pipeline.startFromJar(cloud, Ports.free())) {
            Waiting.until("most are closed", () -> openJars(pipeline) < 50);

            List<String> mails = send(1);
            awaitAll(mails);

            assertKeptOnce(mails);
            assertThat(openJars(pipeline)).isLessThan(50);
        }
    }

    private static long openJars(Pipeline pipeline) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pipeline.pid()), "fd"))) {
            return files.filter(AsPackagedIT::isJar).count();
        }
    }

    /** A file may have been closed since it was listed. */
    private static boolean isJar(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().endsWith(".jar");
        } catch (IOException closed) {
            return false;
        }
    }
}
