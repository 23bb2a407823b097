package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.endpoints.EcsTaskEndpoint;

/** The other tests replace the boxes by mocks; this one tests the product's own boxes. */
@QuarkusTest
class BoxesOfTheProductTest extends RouteTest {

    @Test
    void everyBoxIsAnEndpointThatCamelTakes() {
        Map<String, String> boxes = new TreeMap<>(Boxes.ofTheProduct().all());
        boxes.keySet().removeAll(List.of("box.options", "box.long-poll")); // only options of other boxes
        boxes.remove("box.work"); // needs the queue of a courier
        boxes.remove("box.work.enqueue"); // Camel creates it for each message

        assertThat(boxes)
                .hasSizeGreaterThan(20)
                .allSatisfy((name, box) -> assertThat(context.getEndpoint(box)).isNotNull());
    }

    /** Camel's defaults would delete a message before its mail is in the ledger, and let another process receive it. */
    @ParameterizedTest
    @ValueSource(strings = {"box.mail", "box.receipts", "box.stored", "box.task-events", "box.work"})
    void aMessageStaysInItsQueueAndHiddenUntilARouteAcknowledgesIt(String box) {
        String uri =
                Boxes.ofTheProduct().all().get(box).replace("{{hikyaku.courier.queue:}}", "http://127.0.0.1:9/work");

        Sqs2Configuration options = context.getEndpoint(uri, Sqs2Endpoint.class).getConfiguration();

        assertThat(options.isDeleteAfterRead()).isFalse();
        assertThat(options.isExtendMessageVisibility()).isTrue();
        assertThat(options.getVisibilityTimeout()).isEqualTo(60);
    }

    @Test
    void durationsOfTheSettingsAreTakenInTheUnitsOfEachOption() throws Exception {
        Map<String, String> boxes = Boxes.ofTheProduct().all();

        Sqs2Endpoint mail = context.getEndpoint(boxes.get("box.mail"), Sqs2Endpoint.class);
        assertThat(mail.getConfiguration().getWaitTimeSeconds()).isEqualTo(5);
        Sqs2Endpoint receipts = context.getEndpoint(boxes.get("box.receipts"), Sqs2Endpoint.class);
        assertThat(receipts.getDelay()).isEqualTo(5000);
        TimerEndpoint sweep = context.getEndpoint(boxes.get("box.sweep"), TimerEndpoint.class);
        assertThat(sweep.getPeriod()).isEqualTo(30_000);
        assertThat(context.getEndpoint(boxes.get("box.ecs"))).isInstanceOf(EcsTaskEndpoint.class);
    }
}
