package routes;

import static ledger.DeliveryStatus.HANDED_OVER;
import static org.apache.camel.builder.AdviceWith.adviceWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Advice stays after the test that adds it, so this class runs its own application. */
@QuarkusTest
@TestProfile(CrashAfterHandOverTest.OwnApplication.class)
class CrashAfterHandOverTest extends RouteTest {

    public static class OwnApplication implements QuarkusTestProfile {}

    @BeforeEach
    void failBetweenHandOverAndItsRecord() throws Exception {
        adviceWith(
                context,
                "deliver-mail",
                route -> route.weaveById("mark-handed-over")
                        .before()
                        .throwException(new IOException("connection reset")));
        boxesThatWork();
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
