package tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import local.cloud.Queues;
import local.cloud.SqsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Orders in batches, with a real FIFO queue. */
class OrderBatchesTest {

    /** A client without operations. */
    private abstract static class EmptyClient implements SqsClient {

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final Duration LONG = Duration.ofSeconds(20);

    private static SqsServer door;
    private static SqsClient sqs;
    private static String queue;

    private final ExecutorService threads = Executors.newFixedThreadPool(20);

    @BeforeAll
    static void openQueue() {
        door = new SqsServer(Ports.free());
        sqs = LocalCloud.at(door.endpoint(), SqsClient.builder()).build();
        queue = Queues.in(sqs).work();
    }

    @AfterAll
    static void closeQueue() throws Exception {
        sqs.close();
        door.close();
    }

    private CompletableFuture<SendMessageResponse> send(OrderBatches orders, String order) {
        return CompletableFuture.supplyAsync(
                () -> orders.sendMessage(send ->
                        send.queueUrl(queue).messageGroupId("group-" + order).messageBody(order)),
                threads);
    }

    @Test
    void tenOrdersAreOneRequestAndEachCallerLearnsItsOwnId() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        OrderBatches orders = new OrderBatches(counting(sizes), LONG, LONG);
        send(orders, "before").join();

        List<String> ids = IntStream.range(0, 20).mapToObj(i -> send(orders, "ten-" + i)).toList().stream()
                .map(answer -> answer.join().messageId())
                .toList();

        assertThat(sizes).containsExactly(1, 10, 10);
        assertThat(ids).doesNotHaveDuplicates();
        List<Message> received = new ArrayList<>();
        while (received.size() < 20) {
            sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                    .filter(message -> message.body().startsWith("ten-"))
                    .forEach(received::add);
        }
        assertThat(received).extracting(Message::messageId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void anOrderThatComesAloneWaitsForNoOther() {
        OrderBatches orders = new OrderBatches(counting(new CopyOnWriteArrayList<>()), LONG, LONG);

        assertThat(send(orders, "alone").orTimeout(10, TimeUnit.SECONDS).join().messageId())
                .isNotBlank();
    }

    @Test
    void anOrderAfterAnotherDoesNotWaitForOthersForLong() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        OrderBatches orders = new OrderBatches(counting(sizes), Duration.ofSeconds(1), LONG);

        send(orders, "first").join();
        assertThat(send(orders, "second").join().messageId()).isNotBlank();

        assertThat(sizes).containsExactly(1, 1);
    }

    @Test
    void anOrderThatIsRefusedFailsAndNoOther() {
        OrderBatches orders = new OrderBatches(
                answering(SendMessageBatchResponse.builder()
                        .failed(BatchResultErrorEntry.builder()
                                .id("3")
                                .code("InternalError")
                                .build())),
                LONG,
                LONG);
        send(orders, "before").join();

        List<CompletableFuture<SendMessageResponse>> answers = IntStream.range(0, 10)
                .mapToObj(i -> send(orders, "refused-" + i))
                .toList();

        List<Throwable> failures = answers.stream()
                .map(answer -> answer.handle((sent, failure) -> failure).join())
                .filter(failure -> failure != null)
                .toList();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasCauseInstanceOf(SqsException.class)
                        .hasMessageContaining("InternalError"));
    }

    @Test
    void aBatchWithoutAnAnswerFailsAllItsOrders() {
        OrderBatches orders = new OrderBatches(
                new EmptyClient() {
                    @Override
                    public SendMessageResponse sendMessage(SendMessageRequest request) {
                        throw SqsException.builder().message("no answer").build();
                    }
                },
                Duration.ofMillis(1),
                LONG);

        assertThatThrownBy(() -> orders.sendMessage(send -> send.queueUrl(queue).messageBody("lost")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("no answer");
    }

    /** A server that accepts connections and never answers. */
    @Test
    void aBatchAndASingleOrderWaitNoLongerThanTheirLimitForAnAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SqsClient client = LocalCloud.at(
                                URI.create("http://127.0.0.1:" + silent.getLocalPort()), SqsClient.builder())
                        .build()) {
            OrderBatches orders = new OrderBatches(client, Duration.ofMillis(100), Duration.ofMillis(500));

            List<CompletableFuture<SendMessageResponse>> ten = IntStream.range(0, 10)
                    .mapToObj(i -> send(orders, "silent-" + i))
                    .toList();

            assertThat(ten)
                    .allSatisfy(order -> assertThatThrownBy(() -> order.get(10, TimeUnit.SECONDS))
                            .hasCauseInstanceOf(ApiCallTimeoutException.class));
            assertThatThrownBy(() -> send(orders, "silent").get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ApiCallTimeoutException.class);
        }
    }

    /** Only the caller whose thread hangs is left without an answer. */
    @Test
    void anOrderWhoseBatchIsNeverSentFailsWithoutAnAnswer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        OrderBatches orders = new OrderBatches(hanging(end), Duration.ofSeconds(2), Duration.ofMillis(300));
        send(orders, "before").join();

        List<CompletableFuture<SendMessageResponse>> ten = IntStream.range(0, 10)
                .mapToObj(i -> send(orders, "hanging-" + i))
                .toList();

        Waiting.until(
                "nine have failed",
                () -> ten.stream()
                                .filter(CompletableFuture::isCompletedExceptionally)
                                .count()
                        == 9);
        assertThat(ten)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .allSatisfy(order -> assertThatThrownBy(order::get)
                        .hasCauseInstanceOf(SdkClientException.class)
                        .hasMessageContaining("whether it has the order"));
        end.countDown();
        assertThat(ten)
                .filteredOn(order -> !order.isCompletedExceptionally())
                .singleElement()
                .satisfies(order ->
                        assertThat(order.get(10, TimeUnit.SECONDS).messageId()).isNotBlank());
    }

    private static SqsClient hanging(CountDownLatch end) {
        return new EmptyClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                return SendMessageResponse.builder().messageId("alone").build();
            }

            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
                try {
                    end.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return sqs.sendMessageBatch(batch);
            }
        };
    }

    /** All others of a batch of ten are sent. */
    private static SqsClient answering(SendMessageBatchResponse.Builder answer) {
        return new EmptyClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                return SendMessageResponse.builder().build();
            }

            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
                List<String> failed = answer.build().failed().stream()
                        .map(BatchResultErrorEntry::id)
                        .toList();
                return answer.successful(batch.entries().stream()
                                .filter(entry -> !failed.contains(entry.id()))
                                .map(entry ->
                                        software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry.builder()
                                                .id(entry.id())
                                                .messageId("message-" + entry.id())
                                                .build())
                                .toList())
                        .build();
            }
        };
    }

    private static SqsClient counting(List<Integer> sizes) {
        return new EmptyClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                sizes.add(1);
                return sqs.sendMessage(request);
            }

            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
                sizes.add(batch.entries().size());
                return sqs.sendMessageBatch(batch);
            }
        };
    }
}
