package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import local.cloud.Announcement;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReceiveMailTest extends RouteTest {

    @Test
    void aMessageThatAnnouncesNoMailIsSetAsideAsItCame() throws Exception {
        box("dead-letters").expectedBodiesReceived("this announces no mail");
        box("dead-letters").expectedHeaderReceived("reason", "not JSON");
        box("acknowledge").expectedMessageCount(1);
        box("acknowledge").expectedHeaderReceived(Sqs2Constants.RECEIPT_HANDLE, "handle-1");

        routes.sendBodyAndHeader("direct:mail", "this announces no mail", Sqs2Constants.RECEIPT_HANDLE, "handle-1");

        box("dead-letters").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
    }

    @Test
    void aMessageThatLeavesNoRoomForItsReasonIsSetAsideWithoutItsEnd() throws Exception {
        String largest = "x".repeat(1_048_576);
        box("dead-letters").expectedMessageCount(1);
        box("acknowledge").expectedMessageCount(1);

        routes.sendBody("direct:mail", largest);

        box("dead-letters").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
        var letter = box("dead-letters").getExchanges().get(0).getMessage();
        String reason = letter.getHeader("reason", String.class);
        assertThat(reason).startsWith("not JSON; the message is too large");
        assertThat(letter.getBody(String.class).length() + reason.length() + "reasonString".length())
                .isLessThanOrEqualTo(largest.length());
    }

    @Test
    void aMessageThatCannotBeSetAsideStaysInTheQueue() throws Exception {
        box("dead-letters").whenAnyExchangeReceived(sqs -> {
            throw new IllegalStateException("the queue is gone");
        });
        box("acknowledge").expectedMessageCount(0);

        routes.send("direct:mail", message -> message.getMessage().setBody("this announces no mail"));

        box("acknowledge").assertIsSatisfied();
    }

    @Test
    void theSetupNotificationOfSesIsAcknowledgedAndIgnored() throws Exception {
        box("acknowledge").expectedMessageCount(1);
        box("dead-letters").expectedMessageCount(0);
        box("ecs").expectedMessageCount(0);

        receive("AMAZON_SES_SETUP_NOTIFICATION", SHOP_1);

        box("acknowledge").assertIsSatisfied();
        box("dead-letters").assertIsSatisfied();
        box("ecs").assertIsSatisfied();
    }

    @Test
    void rawDeliveryOfTheTopicIsUnderstoodToo() throws Exception {
        box("ecs").expectedMessageCount(1);

        routes.sendBody("direct:mail", Announcement.of(newMail(), "", List.of(SHOP_1), "raw", "raw/key"));

        box("ecs").assertIsSatisfied();
    }
}
