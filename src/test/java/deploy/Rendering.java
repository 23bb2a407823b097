package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Terraform creates for an example in deploy/terraform, as recorded by deploy/check. */
public record Rendering(JsonNode resources) {

    static final Path FOLDER = Path.of("src/test/resources/deploy");

    public static Rendering of(String scenario) {
        return new Rendering(read(scenario).path("resources"));
    }

    /** @return values by name */
    static JsonNode outputs(String scenario) {
        return read(scenario).path("outputs");
    }

    private static JsonNode read(String scenario) {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolve(scenario + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param address the resource's address as Terraform writes it, with its module */
    JsonNode resource(String address) {
        if (!resources.has(address)) {
            throw new IllegalArgumentException("Terraform creates no resource at " + address);
        }
        return resources.path(address);
    }

    /** @return resources of a type, by their address */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.properties().forEach(resource -> {
            if (resource.getKey().matches("module\\.\\w+\\." + type + "\\..*")) {
                found.put(resource.getKey(), resource.getValue());
            }
        });
        return found;
    }

    /** @return environment of the only container of a task definition */
    Map<String, String> environment(String taskDefinition) {
        JsonNode variables = resource("module.work.aws_ecs_task_definition." + taskDefinition)
                .path("container_definitions")
                .path(0)
                .path("environment");
        return elements(variables)
                .collect(Collectors.toMap(
                        one -> one.path("name").asText(),
                        one -> one.path("value").asText()));
    }

    /** @return actions that a role's policies name */
    Set<String> allowed(String role) {
        return statements(role)
                .flatMap(statement -> Grant.texts(statement.path("Action")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return statements of a role's own policies, and of the attached policies that are created here */
    Stream<JsonNode> statements(String role) {
        Set<String> attached = resources("aws_iam_role_policy_attachment").values().stream()
                .filter(attachment -> attachment.path("role").asText().equals(role))
                .map(attachment -> attachment.path("policy_arn").asText())
                .collect(Collectors.toSet());
        Stream<JsonNode> own = resources("aws_iam_role_policy").values().stream()
                .filter(policy -> policy.path("role").asText().equals(role));
        Stream<JsonNode> others = resources("aws_iam_policy").values().stream()
                .filter(policy -> attached.contains(policy.path("arn").asText()));
        return Stream.concat(own, others).flatMap(policy -> elements(policy.at("/policy/Statement")));
    }

    /** @param address the resource's address as Terraform writes it, with its module */
    public String arn(String address) {
        return resource(address).path("arn").asText();
    }

    /** @return the task definitions' roles by family: the task's own role, and the one that ECS uses */
    public Map<String, List<String>> taskRoles() {
        return resources("aws_ecs_task_definition").values().stream()
                .collect(Collectors.toMap(
                        definition -> definition.path("family").asText(),
                        definition -> List.of(
                                definition.path("task_role_arn").asText(),
                                definition.path("execution_role_arn").asText())));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
