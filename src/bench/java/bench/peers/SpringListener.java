package bench.peers;

import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import java.time.Duration;
import java.util.Objects;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.messaging.Message;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The listener container of Spring Cloud AWS, which calls the same classes on virtual threads. It deletes messages in
 * batches.
 */
public final class SpringListener {

    private static final Beans BEANS = new Beans();

    private SpringListener() {}

    public static void main(String... args) throws Exception {
        SqsMessageListenerContainer<String> container = SqsMessageListenerContainer.<String>builder()
                .sqsAsyncClient(Clients.at("SQS", SqsAsyncClient.builder()).build())
                .queueNames(Clients.queue())
                .configure(options -> options
                        .componentsTaskExecutor(new VirtualThreadTaskExecutor("listener-")) // needs JDK 21
                        .acknowledgementThreshold(10)
                        .acknowledgementInterval(Duration.ofSeconds(1))
                        .maxConcurrentMessages(Clients.AT_ONCE)
                        .maxMessagesPerPoll(Clients.AT_ONCE) // the largest number that it accepts
                        .messageVisibility(Duration.ofSeconds(Clients.VISIBILITY)))
                .messageListener(SpringListener::take)
                .build();
        container.start();
        Thread.currentThread().join();
    }

    private static void take(Message<String> message) {
        BEANS.read(message.getPayload()).stream().map(BEANS::claim).filter(Objects::nonNull).forEach(BEANS::handOver);
    }
}
