package desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReasonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 65: no order 4711 | exit 65: no order …",
                "the task is gone: arn:aws:ecs:eu:000000000000:task/1 | the task is gone: …",
                "no shop for order@market.example | no shop for …",
                "attempt 3 | attempt 3",
                "lost 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 twice | lost … twice",
                "no alias for this address | no alias for this address"
            })
    void notesThatDifferOnlyInNumbersAndIdsAreOneReason(String note, String reason) {
        assertThat(StatusReason.of(note)).isEqualTo(new StatusReason(reason));
    }

    @Test
    void exitCodesTellReasonsApart() {
        assertThat(StatusReason.of("exit 1").id())
                .isNotEqualTo(StatusReason.of("exit 65").id());
    }

    @Test
    void anIdHasNothingOfTheNoteInIt() {
        assertThat(StatusReason.of("order@market.example").id()).matches("[0-9a-f]{12}");
        assertThat(StatusReason.of("").text()).isNotEmpty();
    }
}
