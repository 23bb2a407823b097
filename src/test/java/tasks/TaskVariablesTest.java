package tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import ledger.DeliveryId;
import mail.UnreadableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskVariablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ne-001@shop.example",
                "ne-001+${x}@shop.example",
                "ne-001+$$x@shop.example",
                "ne-001+${user.home}@shop.example",
                "ne-001+\\${x}@shop.example",
                "注文@shop.example"
            })
    void aTaskReadsTheAddressThatItWasGiven(String recipient) {
        TaskVariables pointers = new TaskVariables(new DeliveryId("mail-1", recipient), 3);

        assertThat(pointers.environment()).containsValue(recipient);
        assertThat(TaskVariables.in(pointers.environment())).contains(pointers);
    }

    @Test
    void aTaskWithoutADeliveryIsACourierOfAQueueOrNoneOfOurs() {
        assertThat(TaskVariables.in(Map.of())).isEmpty();
        assertThat(TaskVariables.in(Map.of("HIKYAKU_COURIER_MAIL", "mail-1"))).isEmpty();
        assertThat(TaskVariables.in(Map.of("HIKYAKU_COURIER_RECIPIENT", "ne-001@shop.example")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1.5", "99999999999"})
    void anAttemptThatIsNoNumberIsUnreadable(String attempt) {
        assertUnreadable("HIKYAKU_COURIER_ATTEMPT", attempt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$simple{body}", "a/b", " "})
    void whatIsNoIdOfAMailIsUnreadable(String mail) {
        assertUnreadable("HIKYAKU_COURIER_MAIL", mail);
    }

    private static void assertUnreadable(String variable, String value) {
        Map<String, String> environment =
                new HashMap<>(new TaskVariables(new DeliveryId("mail-1", "ne-001@shop.example"), 1).environment());
        environment.put(variable, value);

        assertThatThrownBy(() -> TaskVariables.in(environment))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageStartingWith(variable);
    }
}
