package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Terraform makes of an example in deploy/terraform, as deploy/check wrote it down. */
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

    /** @param address in Terraform's words, module and all */
    JsonNode resource(String address) {
        if (!resources.has(address)) {
            throw new IllegalArgumentException("nothing is made at " + address);
        }
        return resources.path(address);
    }

    /** @return those of a type, by their address */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.fields().forEachRemaining(resource -> {
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

    /** @return actions that a role's own policies allow */
    public Set<String> allowed(String role) {
        return resources("aws_iam_role_policy").values().stream()
                .filter(policy -> policy.path("role").asText().equals(role))
                .flatMap(policy -> elements(policy.at("/policy/Statement")))
                .map(statement -> statement.path("Action"))
                .flatMap(action -> action.isArray() ? elements(action) : Stream.of(action))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
