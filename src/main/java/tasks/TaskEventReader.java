package tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.DeliveryId;

/**
 * Reads EventBridge's ECS Task State Change events.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">the event</a>
 */
@ApplicationScoped
public class TaskEventReader {

    /** @return the event, or empty if it is about a task that is none of ours, or no task event at all. */
    public Optional<TaskEvent> read(String text) {
        JsonNode detail = parse(text).path("detail");
        Map<String, String> environment = new HashMap<>();
        for (JsonNode container : detail.path("overrides").path("containerOverrides")) {
            for (JsonNode variable : container.path("environment")) {
                environment.put(
                        variable.path("name").asText(), variable.path("value").asText());
            }
        }
        String mail = environment.get("HIKYAKU_COURIER_MAIL");
        String recipient = environment.get("HIKYAKU_COURIER_RECIPIENT");
        if (mail == null || recipient == null) {
            return Optional.empty();
        }
        boolean stopped = detail.path("lastStatus").asText().equals("STOPPED");
        return Optional.of(new TaskEvent(
                detail.path("taskArn").asText(),
                new DeliveryId(mail, recipient),
                Integer.parseInt(environment.getOrDefault("HIKYAKU_COURIER_ATTEMPT", "0")),
                stopped,
                stopped ? reason(detail) : ""));
    }

    /** ECS forgets a stopped task within the hour: what it says of the end is kept in the timeline. */
    private static String reason(JsonNode detail) {
        List<Integer> exits = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (JsonNode container : detail.path("containers")) {
            JsonNode exit = container.path("exitCode");
            exits.add(exit.isNumber() ? exit.asInt() : null);
            reasons.add(container.path("reason").asText(""));
        }
        reasons.add(detail.path("stoppedReason").asText(""));
        return EcsWords.stopped(detail.path("stopCode").asText("no stop code"), exits, reasons);
    }

    private JsonNode parse(String text) {
        try {
            return Json.MAPPER.readTree(text == null ? "" : text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // no task event: nothing to follow
        }
    }

    /** Made for the first event: no start waits for it. A field would be made with this class' proxy. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
