package tasks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reason that a timeline shows for a stopped task, from ECS' and the containers' reasons. */
class TaskReasonTest {

    private final TaskEventReader events = new TaskEventReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}                                                                      | task stopped: no stop code",
                "{`stopCode`:`TaskFailedToStart`,`stoppedReason`:`CannotPullContainerError: no such image`,`containers`:[]}|"
                        + " task stopped: TaskFailedToStart: CannotPullContainerError: no such image",
                "{`stopCode`:`EssentialContainerExited`,`stoppedReason`:`Essential container in task exited`,"
                        + "`containers`:[{`exitCode`:137,`reason`:`OutOfMemoryError: Container killed due to memory usage`}]}|"
                        + " task stopped: EssentialContainerExited, exit 137: OutOfMemoryError: Container killed due to memory usage; Essential container in task exited",
                "{`stopCode`:`EssentialContainerExited`,`containers`:[{`exitCode`:0},{`exitCode`:1},{`exitCode`:null}]}|"
                        + " task stopped: EssentialContainerExited, exit 0, exit 1",
                "{`stopCode`:`TaskFailedToStart`,`stoppedReason`:`the same`,`containers`:[{`reason`:`the same`},{`reason`:``}]}|"
                        + " task stopped: TaskFailedToStart: the same",
            })
    void theNoteSaysWhatEcsSays(String detail, String note) {
        assertThat(reason(detail.replace('`', '"'))).isEqualTo(note);
    }

    @Test
    void theNoteIsOneLineOfBoundedLength() {
        String note = reason("{\"stopCode\":\"UserInitiated\",\"stoppedReason\":\"a\\u001b[2Jb\\r\\nc\\u202ed"
                + "x".repeat(2000) + "\"}");

        assertThat(note)
                .startsWith("task stopped: UserInitiated: a [2Jb c dxx")
                .hasSize(500)
                .endsWith("…");
    }

    private String reason(String detail) {
        String ours =
                "\"lastStatus\":\"STOPPED\",\"taskArn\":\"arn\",\"overrides\":{\"containerOverrides\":[{\"environment\":["
                        + "{\"name\":\"HIKYAKU_COURIER_MAIL\",\"value\":\"mail-1\"},"
                        + "{\"name\":\"HIKYAKU_COURIER_RECIPIENT\",\"value\":\"ne-001@shop.example\"}]}]}}";
        String rest = detail.substring(1, detail.length() - 1);
        String event = "{\"detail\":{" + rest + (rest.isEmpty() ? "" : ",") + ours + "}";
        return events.read(event).orElseThrow().reason();
    }
}
