package courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ledger.DeliveryId;
import ledger.DeliveryStatus;
import mail.UnreadableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkOrderTest {

    private final WorkOrder order = new WorkOrder(new DeliveryId("mail-1", "受注@shop.example"), 3);

    @Test
    void anOrderIsReadAsItWasWritten() {
        assertThat(WorkOrder.read(order.write())).isEqualTo(order);
    }

    @Test
    void theSameOrderIsTheSameTextInAscii() {
        assertThat(order.write())
                .isEqualTo("{\"mail\":\"mail-1\",\"recipient\":\"\\u53D7\\u6CE8@shop.example\",\"attempt\":3}")
                .isEqualTo(WorkOrder.read(order.write()).write());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipient\":\"ne-001@shop.example\",\"attempt\":1}",
                "{\"mail\":\"../mail\",\"recipient\":\"ne-001@shop.example\",\"attempt\":1}",
                "{\"mail\":\"mail-1\",\"attempt\":1}",
                "{\"mail\":\"mail-1\",\"recipient\":1,\"attempt\":1}",
                "{\"mail\":\"mail-1\",\"recipient\":\"ne-001@shop.example\"}",
                "{\"mail\":\"mail-1\",\"recipient\":\"ne-001@shop.example\",\"attempt\":\"1\"}",
                "{\"mail\":\"mail-1\",\"recipient\":\"ne-001@shop.example\",\"attempt\":1.5}",
                "[]"
            })
    void otherJsonIsNoWorkOrder(String text) {
        assertThatThrownBy(() -> WorkOrder.read(text))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessage("not a work order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "{\"mail\":\"mail-1\",\"recipient\":\"ne-001@shop.example\",\"attempt\":1} secret"
            })
    void whatIsNotOneJsonDocumentIsNotQuoted(String text) {
        assertThatThrownBy(() -> WorkOrder.read(text))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void anAttemptKnowsWhetherItWasAnsweredAndHasRun() {
        CommandOutcome done = new CommandOutcome(0, DeliveryStatus.DONE, "exit 0");
        Attempt attempt = new Attempt(order);

        assertThat(attempt.isUnanswered()).isFalse();
        assertThat(attempt.hasRun()).isFalse();
        assertThat(attempt.startedAs("nonce")).isEqualTo(new Attempt(order, "nonce", null));
        assertThat(attempt.startedAs("nonce").isUnanswered()).isTrue();
        assertThat(attempt.endedWith(done)).isEqualTo(new Attempt(order, null, done));
        assertThat(attempt.endedWith(done).hasRun()).isTrue();
    }
}
