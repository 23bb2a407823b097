package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both images, native and JVM, have what the task definitions assume. */
class ImagesTest {

    private static final Pattern HEALTH = Pattern.compile(
            "HEALTHCHECK --interval=(\\d+)s --timeout=(\\d+)s --start-period=(\\d+)s --retries=(\\d+) CMD (\\[.*])");

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode pipeline = container("pipeline");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.jvm"})
    void theHealthCheckIsTheSameUnderDockerAndOnEcs(String dockerfile) throws IOException {
        Matcher image = HEALTH.matcher(Files.readString(Path.of(dockerfile)));
        JsonNode check = pipeline.path("healthCheck");

        assertThat(image.find()).isTrue();
        assertThat(check.path("interval").asText()).isEqualTo(image.group(1));
        assertThat(check.path("timeout").asText()).isEqualTo(image.group(2));
        assertThat(check.path("startPeriod").asText()).isEqualTo(image.group(3));
        assertThat(check.path("retries").asText()).isEqualTo(image.group(4));
        assertThat(check.path("command").toString())
                .isEqualTo(
                        "[\"CMD\"," + json.readTree(image.group(5)).toString().substring(1));
    }

    /** ECS mounts a volume with the permissions of the image's VOLUME at the same path, otherwise only for root. */
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.jvm"})
    void theVolumeOfTheReadOnlyRootIsOneThatTheUserMayWriteTo(String dockerfile) throws IOException {
        String path = pipeline.at("/mountPoints/0/containerPath").asText();

        assertThat(pipeline.path("readonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(Files.readString(Path.of(dockerfile)))
                .containsSubsequence(
                        "install -d -m 1777 " + path + "\n",
                        "VOLUME " + path + "\n",
                        "USER " + pipeline.path("user").asText() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo/legacy/Dockerfile", "docs/migrate.md", "docs/migrate.ja.md"})
    void aSetsEntryPointIsTheSameInItsImageAndOnEcs(String file) throws IOException {
        Matcher image = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$").matcher(Files.readString(Path.of(file)));

        assertThat(image.find()).isTrue();
        assertThat(json.readTree(image.group(1)))
                .isEqualTo(container("courier[\"shop\"]").path("entryPoint"));
    }

    /** The release uses these tags. */
    @Test
    void theImageThatTheDemoCopiesFromIsOneThatIsPublished() throws IOException {
        String release = Files.readString(Path.of(".github/workflows/release.yml"));

        assertThat(release).contains("{file: Dockerfile, suffix: ''}", "{file: Dockerfile.jvm, suffix: -jvm}");
        assertThat(Files.readString(Path.of("demo/legacy/Dockerfile")))
                .containsPattern("COPY --from=hikyaku:[0-9.]+(-jvm)? /opt /opt");
    }

    private static JsonNode container(String definition) {
        return Rendering.of("one-account")
                .resource("module.work.aws_ecs_task_definition." + definition)
                .at("/container_definitions/0");
    }
}
