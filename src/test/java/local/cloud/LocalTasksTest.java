package local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import local.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task's status goes from PENDING to STOPPED and never back, whatever ends the task and whenever. */
class LocalTasksTest {

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aTaskThatIsKilledBeforeItsProcessStartsNeverRuns() throws Exception {
        assertThatItNeverRuns((tasks, arn) -> tasks.endAll("UserInitiated", 0));
    }

    @Test
    void aTaskThatIsToldToStopBeforeItsProcessStartsNeverRuns() throws Exception {
        assertThatItNeverRuns((tasks, arn) -> tasks.stop(json.createObjectNode().put("task", arn)));
    }

    /** ECS sends the event PENDING before the launcher gets the task: the test ends the task at this moment. */
    private void assertThatItNeverRuns(BiConsumer<LocalTasks, String> end) throws Exception {
        Map<String, List<String>> statuses = new ConcurrentHashMap<>();
        AtomicReference<LocalTasks> tasks = new AtomicReference<>();
        Consumer<String> events = event -> {
            ObjectNode task = detail(event);
            String arn = task.path("taskArn").asText();
            statuses.computeIfAbsent(arn, first -> new CopyOnWriteArrayList<>())
                    .add(task.path("lastStatus").asText());
            if (statuses.size() == 1 && statuses.get(arn).size() == 1) {
                end.accept(tasks.get(), arn);
            }
        };
        TaskDefinition quick = new TaskDefinition(List.of("true"), Map.of(), 1, folder);
        try (LocalTasks started = new LocalTasks(folder, quick, events)) {
            tasks.set(started);

            String ended = start(started);
            // the launcher takes one task at a time: when the second has run, the first is finished
            String other = start(started);
            Waiting.until("the second has run", () -> statuses.get(other).contains("STOPPED"));

            assertThat(statuses.get(ended)).containsExactly("PENDING", "STOPPED");
            assertThat(statuses.get(other)).containsExactly("PENDING", "RUNNING", "STOPPED");
        }
    }

    private String start(LocalTasks tasks) throws Exception {
        ObjectNode request = json.createObjectNode().put("cluster", "demo").put("taskDefinition", "shop");
        return tasks.run(request).path("tasks").path(0).path("taskArn").asText();
    }

    private ObjectNode detail(String event) {
        try {
            return (ObjectNode) json.readTree(event).path("detail");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
