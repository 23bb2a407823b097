package tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mail.UnreadableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskEventReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASK = "arn:aws:ecs:ap-northeast-1:123456789012:task/demo/1";

    private final TaskEventReader reader = new TaskEventReader();
    private final ObjectNode event = JSON.createObjectNode();
    private final ObjectNode detail = event.putObject("detail").put("taskArn", TASK);

    @Test
    void aTaskThatRunsIsOfTheDeliveryAndTheAttemptThatItWasStartedFor() {
        detail.put("lastStatus", "RUNNING");
        startedWith(pointers());

        TaskEvent read = reader.read(event.toString()).orElseThrow();

        assertThat(read.task()).isEqualTo(TASK);
        assertThat(read.delivery().toString())
                .isEqualTo(TaskRequestTest.claim("ne-001@shop.example", 3).id().toString());
        assertThat(read.attempt()).isEqualTo(3);
        assertThat(read.stopped()).isFalse();
        assertThat(read.reason()).isEmpty();
    }

    @Test
    void aTaskThatStoppedSaysHowAndWithWhichExitCode() {
        detail.put("lastStatus", "STOPPED").put("stopCode", "EssentialContainerExited");
        detail.putArray("containers").addObject().put("exitCode", 137);
        startedWith(pointers());

        TaskEvent read = reader.read(event.toString()).orElseThrow();

        assertThat(read.stopped()).isTrue();
        assertThat(read.reason()).isEqualTo("task stopped: EssentialContainerExited, exit 137");
    }

    @Test
    void aTaskThatNeverStartedHasNoExitCode() {
        detail.put("lastStatus", "STOPPED").putArray("containers").addObject().put("name", "legacy");
        startedWith(pointers());

        assertThat(reader.read(event.toString()).orElseThrow().reason()).isEqualTo("task stopped: no stop code");
    }

    @Test
    void aTaskThatIsToStopHasNotStopped() {
        detail.put("lastStatus", "STOPPING").put("stopCode", "UserInitiated");
        startedWith(pointers());

        assertThat(reader.read(event.toString()).orElseThrow().stopped()).isFalse();
    }

    @Test
    void aTaskWithoutMailOrRecipientIsNoneOfOurs() {
        for (String missing : pointers().keySet()) {
            if (missing.endsWith("ATTEMPT")) {
                continue;
            }
            SortedMap<String, String> some = new TreeMap<>(pointers());
            some.remove(missing);
            startedWith(some);

            assertThat(reader.read(event.toString())).as("without %s", missing).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"detail\":{}}", "{\"detail\":{\"overrides\":[]}}"})
    void whatIsNoTaskEventIsNoneOfOurs(String text) {
        assertThat(reader.read(text)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "no json: buyer@market.example", "[]"})
    void whatIsNoJsonObjectIsUnreadableAndNothingOfItIsTold(String text) {
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageStartingWith("not ")
                .hasMessageNotContaining("buyer")
                .hasNoCause();
    }

    private static SortedMap<String, String> pointers() {
        return TaskRequest.of(TaskRequestTest.claim("ne-001@shop.example", 3)).environment();
    }

    private void startedWith(Map<String, String> environment) {
        ArrayNode variables = detail.putObject("overrides")
                .putArray("containerOverrides")
                .addObject()
                .putArray("environment");
        environment.forEach(
                (name, value) -> variables.addObject().put("name", name).put("value", value));
    }
}
