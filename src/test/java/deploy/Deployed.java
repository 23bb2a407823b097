package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What ecspresso and lambroll would send, from the state of a scenario.
 *
 * @param change changes a definition's text before it is rendered
 */
record Deployed(JsonNode outputs, Map<String, String> environment, UnaryOperator<String> change) {

    static final String TASK = "ecspresso/pipeline/ecs-task-def.json";
    static final String SERVICE = "ecspresso/pipeline/ecs-service-def.json";
    static final String CONFIG = "ecspresso/pipeline/ecspresso.yml";
    static final String COURIER = "ecspresso/legacy/ecs-task-def.json";
    static final String COURIER_CONFIG = "ecspresso/legacy/ecspresso.yml";
    static final String FUNCTION = "lambroll/function.json";

    /** @param tag the tag of the image that is deployed */
    static Deployed from(String scenario, String set, String tag) {
        String name = Rendering.outputs(scenario).at("/pipeline/cluster").asText();
        Map<String, String> environment = Map.of(
                "IMAGE_TAG", tag, "AWS_REGION", "ap-northeast-1", "SET", set, "NAME", name, "TFSTATE", "s3://state");
        return new Deployed(Rendering.outputs(scenario), environment, UnaryOperator.identity());
    }

    Deployed withText(String from, String to) {
        return new Deployed(outputs, environment, text -> {
            if (!text.contains(from)) {
                throw new IllegalArgumentException("nothing to change: " + from);
            }
            return text.replace(from, to);
        });
    }

    /** @param pointer points to the value that is removed from the outputs */
    Deployed without(String pointer) {
        ObjectNode less = outputs.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode place = less.at(pointer.substring(0, last));
        if (!(place instanceof ObjectNode object) || object.remove(pointer.substring(last + 1)) == null) {
            throw new IllegalArgumentException("nothing at " + pointer);
        }
        return new Deployed(less, environment, change);
    }

    JsonNode file(String file) {
        try {
            String text = Files.readString(Path.of("deploy").resolve(file));
            ObjectMapper mapper = file.endsWith(".yml") ? new YAMLMapper() : new ObjectMapper();
            return mapper.readTree(new Template(outputs, environment).render(change.apply(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
