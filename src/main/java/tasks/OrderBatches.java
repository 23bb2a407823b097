package tasks;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Sends the orders of several threads to a queue in one request. Each caller waits for the answer about its own order,
 * so a delivery is handed over only after SQS has its order. The first caller waits {@link #LINGER} for others if the previous order came within that time. An order that comes alone is sent at once. SQS receives the orders of a batch in the
 * sequence of the calls. If SQS does not answer within {@link #ANSWER}, all callers get an exception, and it is unknown
 * whether SQS has the orders.
 */
@Singleton
@Named("orderBatches")
@Typed(OrderBatches.class) // so that injection does not choose it as the client of the other queues
@Unremovable
public class OrderBatches implements SqsClient {

    /** SQS accepts at most this many. An order has a few hundred bytes, so ten are far below SQS' limit of 1 MiB. */
    static final int MOST = 10;

    /** Far less than a courier needs to receive an order. */
    static final Duration LINGER = Duration.ofMillis(15);

    /** A lost connection is noticed after 30 seconds, the client's socket timeout. This leaves time for a second try. */
    static final Duration ANSWER = Duration.ofSeconds(45);

    private final SqsClient sqs;
    private final Duration linger;
    private final Duration answer;
    private final Map<String, Batch> open = new HashMap<>();

    /** By queue: when the latest order came, in nanoseconds. */
    private final Map<String, Long> latest = new HashMap<>();

    @Inject
    public OrderBatches(SqsClient sqs) {
        this(sqs, LINGER, ANSWER);
    }

    OrderBatches(SqsClient sqs, Duration linger, Duration answer) {
        this.sqs = sqs;
        this.linger = linger;
        this.answer = answer;
    }

    /** @param answer null if there was none in time */
    private record Order(SendMessageRequest request, CompletableFuture<SendMessageResponse> answer) {}

    private static final class Batch {
        private final Order first;
        private final boolean waits;
        private final List<Order> orders = new ArrayList<>();
        private final CompletableFuture<Void> full = new CompletableFuture<>();

        Batch(Order first, boolean waits) {
            this.first = first;
            this.waits = waits;
        }
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        Order order = new Order(request, new CompletableFuture<>());
        Batch batch = join(order);
        if (batch.first == order) { // the list may be growing at this moment
            if (batch.waits) {
                batch.full
                        .completeOnTimeout(null, linger.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
            close(request.queueUrl(), batch);
            send(request.queueUrl(), batch.orders);
        } else {
            order.answer.completeOnTimeout(null, patience().toMillis(), TimeUnit.MILLISECONDS);
        }
        return answer(order);
    }

    /** How long the other callers wait, because the first caller's thread may die. The first caller's own limit, which fails the whole batch, ends sooner. */
    private Duration patience() {
        return linger.plus(answer).plus(answer.dividedBy(10));
    }

    private SendMessageResponse answer(Order order) {
        try {
            SendMessageResponse sent = order.answer.join();
            if (sent == null) {
                throw unknown();
            }
            return sent;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** @return the order's batch, which another caller may have begun */
    private synchronized Batch join(Order order) {
        long now = System.nanoTime();
        Long before = latest.put(order.request.queueUrl(), now);
        boolean othersCome = before != null && now - before <= linger.toNanos();
        Batch batch = open.computeIfAbsent(order.request.queueUrl(), queue -> new Batch(order, othersCome));
        batch.orders.add(order);
        if (batch.orders.size() == MOST) {
            open.remove(order.request.queueUrl());
            batch.full.complete(null);
        }
        return batch;
    }

    private synchronized void close(String queue, Batch batch) {
        open.remove(queue, batch);
    }

    private void send(String queue, List<Order> orders) {
        try {
            if (orders.size() == 1) {
                SendMessageRequest one = orders.get(0).request.toBuilder()
                        .overrideConfiguration(limit -> limit.apiCallTimeout(answer))
                        .build();
                orders.get(0).answer.complete(sqs.sendMessage(one));
            } else {
                SendMessageBatchResponse sent = sqs.sendMessageBatch(batch -> batch.queueUrl(queue)
                        .entries(entries(orders))
                        .overrideConfiguration(limit -> limit.apiCallTimeout(answer)));
                sent.successful().forEach(taken -> of(taken.id(), orders).answer.complete(response(taken)));
                sent.failed().forEach(failed -> of(failed.id(), orders).answer.completeExceptionally(refusal(failed)));
            }
        } catch (RuntimeException failure) {
            orders.forEach(order -> order.answer.completeExceptionally(failure));
        } finally {
            orders.stream()
                    .filter(order -> !order.answer.isDone())
                    .forEach(order -> order.answer.completeExceptionally(unknown()));
        }
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Order> orders) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            SendMessageRequest request = orders.get(i).request;
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(request.messageBody())
                    .messageGroupId(request.messageGroupId())
                    .messageDeduplicationId(request.messageDeduplicationId())
                    .delaySeconds(request.delaySeconds())
                    .messageAttributes(request.messageAttributes())
                    .build());
        }
        return entries;
    }

    private static Order of(String id, List<Order> orders) {
        return orders.get(Integer.parseInt(id));
    }

    private static SendMessageResponse response(SendMessageBatchResultEntry sent) {
        return SendMessageResponse.builder()
                .messageId(sent.messageId())
                .md5OfMessageBody(sent.md5OfMessageBody())
                .md5OfMessageAttributes(sent.md5OfMessageAttributes())
                .sequenceNumber(sent.sequenceNumber())
                .build();
    }

    private static SdkClientException unknown() {
        return SdkClientException.create("SQS did not say whether it has the order: it is sent again later");
    }

    private static Exception refusal(BatchResultErrorEntry failed) {
        return SqsException.builder()
                .message("SQS refused the order: " + failed.code())
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(failed.code()).build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** The client is shared. */
    @Override
    public void close() {}
}
