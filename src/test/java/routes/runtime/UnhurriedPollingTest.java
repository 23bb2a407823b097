package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Camel's own SQS consumer; its timer would first run after an hour, so the tests trigger it. */
class UnhurriedPollingTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Sqs sqs = new Sqs();

    /** Returns the number of messages that a test sets, poll by poll. */
    private static final class Sqs implements SqsClient {

        private final Deque<Integer> brings = new ArrayDeque<>();

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            Message message =
                    Message.builder().messageId("1").receiptHandle("1").body("").build();
            return ReceiveMessageResponse.builder()
                    .messages(Collections.nCopies(brings.remove(), message))
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void startRoute() throws Exception {
        camel.getRegistry().bind("sqs", sqs);
        camel.getRegistry().bind("unhurried", new UnhurriedPolling());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-sqs://receipts?amazonSQSClient=#sqs&queueUrl=http://127.0.0.1:9/receipts&deleteAfterRead=false"
                                + "&initialDelay=3600000&maxMessagesPerPoll=10&greedy=true&pollStrategy=#unhurried")
                        .routeId("record-receipt")
                        .stop();
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void itPollsAgainAtOnceWhileMoreThanHalfOfWhatFitsComes() {
        sqs.brings.addAll(List.of(10, 6, 5, 1));

        timerFires();

        assertThat(sqs.brings).containsExactly(1);
    }

    @Test
    void aFewThatKeepComingInWaitForTheNextTime() {
        sqs.brings.addAll(List.of(1, 2, 10, 0));

        timerFires();
        assertThat(sqs.brings).containsExactly(2, 10, 0);

        timerFires();
        assertThat(sqs.brings).containsExactly(10, 0);

        timerFires();
        assertThat(sqs.brings).isEmpty();
    }

    private void timerFires() {
        ((ScheduledPollConsumer) camel.getRoute("record-receipt").getConsumer()).run();
    }
}
