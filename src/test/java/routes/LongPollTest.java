package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** How soon Camel's own SQS consumer polls again, with the product's options. */
class LongPollTest {

    private static final int POLLS = 4;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** A queue without messages, which records the time of each receive in nanoseconds. */
    private static final class Sqs implements SqsClient {

        private final List<Long> polls = new CopyOnWriteArrayList<>();
        private final CountDownLatch left = new CountDownLatch(POLLS);
        private final boolean fails;

        Sqs(boolean fails) {
            this.fails = fails;
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            polls.add(System.nanoTime());
            left.countDown();
            if (fails) {
                throw SqsException.builder().message("no answer").build();
            }
            return ReceiveMessageResponse.builder().build();
        }

        /** The shortest of several pauses, because a busy machine makes some of them longer. */
        Duration shortestPause() throws InterruptedException {
            assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
            long nanos = IntStream.range(1, POLLS)
                    .mapToLong(poll -> polls.get(poll) - polls.get(poll - 1))
                    .min()
                    .orElseThrow();
            return Duration.ofNanos(nanos);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aPollWithoutAMailIsRepeatedAtOnce() throws Exception {
        assertThat(polled(new Sqs(false)).shortestPause()).isLessThan(Duration.ofMillis(250));
    }

    @Test
    void aPollThatFailsIsRepeatedAfterHalfASecond() throws Exception {
        assertThat(polled(new Sqs(true)).shortestPause()).isGreaterThan(Duration.ofMillis(490));
    }

    private Sqs polled(Sqs sqs) throws Exception {
        String options = Boxes.ofTheProduct().all().get("box.long-poll").replaceFirst("\\{\\{.*}}", "5");
        camel.getRegistry().bind("sqs", sqs);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-sqs://mail?amazonSQSClient=#sqs&queueUrl=http://127.0.0.1:9/mail&initialDelay=0&" + options)
                        .stop();
            }
        });
        camel.start();
        return sqs;
    }
}
