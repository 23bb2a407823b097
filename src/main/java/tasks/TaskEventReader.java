package tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mail.UnreadableMessage;

/**
 * Reads EventBridge's ECS Task State Change events.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">the event</a>
 */
@ApplicationScoped
public class TaskEventReader {

    /**
     * @return the event, or empty if it is about another task, or not a task event
     * @throws UnreadableMessage if the text is not a JSON object, or if it names a task of ours without a readable
     *     delivery
     */
    public Optional<TaskEvent> read(String text) {
        return UnreadableMessage.unlessRead(() -> event(text));
    }

    private Optional<TaskEvent> event(String text) {
        JsonNode detail = parse(text).path("detail");
        Map<String, String> environment = new HashMap<>();
        for (JsonNode container : detail.path("overrides").path("containerOverrides")) {
            for (JsonNode variable : container.path("environment")) {
                environment.put(
                        variable.path("name").asText(), variable.path("value").asText());
            }
        }
        boolean stopped = detail.path("lastStatus").asText().equals("STOPPED");
        return TaskVariables.in(environment)
                .map(pointers -> new TaskEvent(
                        detail.path("taskArn").asText(),
                        pointers.delivery(),
                        pointers.attempt(),
                        stopped,
                        stopped ? reason(detail) : ""));
    }

    /** ECS forgets a stopped task within the hour, so its reasons are kept in the timeline. */
    private static String reason(JsonNode detail) {
        List<Integer> exits = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (JsonNode container : detail.path("containers")) {
            JsonNode exit = container.path("exitCode");
            exits.add(exit.isNumber() ? exit.asInt() : null);
            reasons.add(container.path("reason").asText(""));
        }
        reasons.add(detail.path("stoppedReason").asText(""));
        return EcsText.stopped(detail.path("stopCode").asText("no stop code"), exits, reasons);
    }

    private JsonNode parse(String text) {
        try {
            JsonNode tree = TaskEventJson.MAPPER.readTree(text == null ? "" : text);
            if (!tree.isObject()) {
                throw new UnreadableMessage("not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("not JSON"); // no cause, because its text would quote the message
        }
    }

    /**
     * Created for the first event, so that a start does not wait for it. As a field, it would also be created for the
     * proxy of this class.
     */
    private static final class TaskEventJson {
        static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
