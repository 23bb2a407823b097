package routes;

import static ledger.DeliveryStatus.HANDED_OVER;
import static org.apache.camel.builder.AdviceWith.adviceWith;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Advice stays in the application that all tests share. After this class's test, the advice does nothing. */
@QuarkusTest
class CrashAfterHandOverTest extends RouteTest {

    private boolean fails = true;

    @BeforeEach
    void failBetweenHandOverAndItsRecord() throws Exception {
        adviceWith(
                context,
                "deliver-mail",
                route -> route.weaveById("mark-handed-over").before().process(exchange -> {
                    if (fails) {
                        throw new IOException("connection reset");
                    }
                }));
        boxesThatWork();
    }

    @AfterEach
    void failNoMore() {
        fails = false;
    }

    @Test
    void aMailReceivedAgainIsNotHandedOverAgain() throws Exception {
        String mail = newMail();
        box("ecs").expectedMessageCount(1);
        box("acknowledge").expectedMessageCount(2);

        receive(mail, SHOP_1);
        receive(mail, SHOP_1);

        box("ecs").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
        assertStatus(mail, SHOP_1, HANDED_OVER);
    }
}
