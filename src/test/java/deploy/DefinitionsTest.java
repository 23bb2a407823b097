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
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/**
 * What ecspresso and lambroll would send: ECS or Lambda knows every key, every value has the right type, and every
 * template has a value.
 */
class DefinitionsTest {

    private static final Path FOLDER = Path.of("deploy/ecspresso");
    private static final Path FUNCTION = Path.of("deploy/lambroll/function.json");
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
    void lambdaKnowsAllThatTheFunctionsDefinitionSays() throws IOException {
        JsonNode function = function(Files.readString(FUNCTION));

        assertThat(Shapes.unknown(function, CreateFunctionRequest.builder())).isEmpty();
        assertThat(function.at("/ImageConfig/Command/0").asText()).isEqualTo("status-function");
    }

    @Test
    void aWrongKeyOfTheFunctionIsFound() throws IOException {
        String text = Files.readString(FUNCTION)
                .replace("\"MemorySize\": 1024", "\"Memory\": 1024")
                .replace("\"TargetArn\"", "\"Target\"");

        assertThat(Shapes.unknown(function(text), CreateFunctionRequest.builder()))
                .containsExactlyInAnyOrder("/Memory", "/DeadLetterConfig/Target");
    }

    @Test
    void aWrongKeyAndAValueOfAnotherKindAreFound() throws IOException {
        String text = text("pipeline/ecs-task-def.json")
                .replace("\"readonlyRootFilesystem\": true", "\"readOnlyRootFilesystem\": true")
                .replace("\"essential\": true", "\"essential\": \"true\"");

        assertThat(Shapes.unknown(json.readTree(template().render(text)), RegisterTaskDefinitionRequest.builder()))
                .containsExactlyInAnyOrder(
                        "/containerDefinitions/0/readOnlyRootFilesystem", "/containerDefinitions/0/essential");
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

    private JsonNode function(String text) throws IOException {
        return json.readTree(new Template(Rendering.outputs("status-function"), ENVIRONMENT).render(text));
    }

    private Template template() {
        return new Template(Rendering.outputs("one-account"), ENVIRONMENT);
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
