package routes;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static org.apache.camel.builder.AdviceWith.adviceWith;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import ledger.ClaimLost;
import ledger.DeliveryId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Advice stays in the application that all tests share. After this class's test, the advice does nothing. */
@QuarkusTest
class CrashBeforeUnpackingTest extends RouteTest {

    private boolean loses = true;

    @BeforeEach
    void loseTheClaimOnceBetweenClaimAndUnpacking() throws Exception {
        adviceWith(
                context,
                "deliver-mail",
                route -> route.weaveById("unpack").before().process(exchange -> {
                    if (loses) {
                        loses = false;
                        throw new ClaimLost(new DeliveryId("mail", "recipient"), CLAIMED);
                    }
                }));
        boxesThatWork();
    }

    @Test
    void aWorkerThatLostItsClaimLeavesTheMailToItsSuccessor() throws Exception {
        String mail = newMail();
        box("acknowledge").expectedMessageCount(1);

        receive(mail, SHOP_1);
        assertStatus(mail, SHOP_1, CLAIMED);
        SettableTime.set().advance(Duration.ofMinutes(2));
        receive(mail, SHOP_1);

        box("acknowledge").assertIsSatisfied();
        assertStatus(mail, SHOP_1, HANDED_OVER);
    }
}
