package deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What ecspresso would send: every key is one that ECS knows, every value of its kind, and every template has its value. */
class DefinitionsTest {

    private static final Path FOLDER = Path.of("deploy/ecspresso");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("IMAGE_TAG", "1.0.0", "AWS_REGION", "ap-northeast-1", "SET", "shop");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void ecsKnowsAllThatThePipelinesTaskDefinitionSays() throws IOException {
        assertThat(Shapes.unknown(rendered("pipeline/ecs-task-def.json"), RegisterTaskDefinitionRequest.builder()))
                .isEmpty();
    }

    @Test
    void ecsKnowsAllThatThePipelinesServiceDefinitionSays() throws IOException {
        assertThat(Shapes.unknown(rendered("pipeline/ecs-service-def.json"), CreateServiceRequest.builder()))
                .isEmpty();
    }

    @Test
    void ecsKnowsAllThatTheLegacyTaskDefinitionSays() throws IOException {
        assertThat(Shapes.unknown(rendered("legacy/ecs-task-def.json"), RegisterTaskDefinitionRequest.builder()))
                .isEmpty();
    }

    @Test
    void aWrongKeyAndAValueOfAnotherKindAreFound() throws IOException {
        String text = text("pipeline/ecs-task-def.json")
                .replace("\"readonlyRootFilesystem\": true", "\"readOnlyRootFilesystem\": true")
                .replace("\"stopTimeout\": 60", "\"stopTimeout\": \"60\"");

        assertThat(Shapes.unknown(json.readTree(template().render(text)), RegisterTaskDefinitionRequest.builder()))
                .containsExactlyInAnyOrder(
                        "/containerDefinitions/0/readOnlyRootFilesystem", "/containerDefinitions/0/stopTimeout");
    }

    @Test
    void anOutputThatTerraformDoesNotHaveIsFound() {
        assertThatThrownBy(() -> template().render("{{ tfstate `output.nobody` }}"))
                .hasMessageContaining("output.nobody");
    }

    @Test
    void thePipelineRunsAsNobodyAndWritesToTmpOnly() throws IOException {
        JsonNode container = rendered("pipeline/ecs-task-def.json").at("/containerDefinitions/0");

        assertThat(container.path("user").asText()).isEqualTo("10001");
        assertThat(container.path("readonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/mountPoints/0/containerPath").asText()).isEqualTo("/tmp");
    }

    private JsonNode rendered(String file) throws IOException {
        return json.readTree(template().render(text(file)));
    }

    private Template template() {
        return new Template(Rendering.outputs("one-account"), ENVIRONMENT);
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
