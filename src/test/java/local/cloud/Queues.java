package local.cloud;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** URLs of the installation's queues. @param work the work queue, if only one set has couriers */
public record Queues(String mail, String receipts, String stored, String taskEvents, String deadLetters, String work) {

    /** Messages that the routes neither delete nor move still reach the dead-letter queue, after this many receives. */
    private static final int RECEIVES_BEFORE_REDRIVE = 100;

    /**
     * The receipts queue's delay in seconds. It is shorter than in deploy/terraform, so that tests do not wait half a
     * minute.
     */
    private static final int RECEIPT_DELAY = 2;

    /** The delay of the buckets' events in seconds; deploy/terraform has a quarter of an hour. */
    private static final int STORED_DELAY = 15;

    public static Queues in(SqsClient sqs) {
        String deadLetters = create(sqs, "hikyaku-dead-letters", Map.of());
        String redrive = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:hikyaku-dead-letters\","
                + "\"maxReceiveCount\":\"" + RECEIVES_BEFORE_REDRIVE + "\"}";
        Queues queues = new Queues(
                create(sqs, "hikyaku-mail", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)),
                create(sqs, "hikyaku-receipts", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)),
                create(sqs, "hikyaku-stored", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)),
                create(sqs, "hikyaku-task-events", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)),
                deadLetters,
                createWork(sqs, "hikyaku-work.fifo"));
        queues.delayReceipts(sqs, RECEIPT_DELAY);
        queues.delayStored(sqs, STORED_DELAY);
        return queues;
    }

    /** @return URLs by set: the usual queue for a single set, otherwise a queue for each set */
    Map<String, String> work(SqsClient sqs, List<String> sets) {
        return sets.size() == 1
                ? Map.of(sets.get(0), work)
                : sets.stream()
                        .collect(Collectors.toMap(set -> set, set -> createWork(sqs, "hikyaku-work-" + set + ".fifo")));
    }

    private static String createWork(SqsClient sqs, String name) {
        return create(
                sqs,
                name,
                Map.of(
                        QueueAttributeName.FIFO_QUEUE, "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
    }

    private static String create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(queue -> queue.queueName(name).attributes(attributes))
                .queueUrl();
    }

    /** Works on an existing queue, too; messages sent before keep their delay. */
    public void delayReceipts(SqsClient sqs, int seconds) {
        delay(sqs, receipts, seconds);
    }

    /** Delays the buckets' events in the same way. */
    public void delayStored(SqsClient sqs, int seconds) {
        delay(sqs, stored, seconds);
    }

    private static void delay(SqsClient sqs, String queue, int seconds) {
        sqs.setQueueAttributes(set ->
                set.queueUrl(queue).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, Integer.toString(seconds))));
    }

    void purge(SqsClient sqs) {
        List.of(mail, receipts, stored, taskEvents, deadLetters, work)
                .forEach(queue -> sqs.purgeQueue(all -> all.queueUrl(queue)));
    }

    /** @return number of messages in the queue, including those in flight */
    public int waiting(SqsClient sqs, String queue) {
        var attributes = sqs.getQueueAttributes(get -> get.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** @return the messages of the dead-letter queue, which remain there */
    public List<Message> deadLetters(SqsClient sqs) {
        return sqs.receiveMessage(receive -> receive.queueUrl(deadLetters)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .visibilityTimeout(0))
                .messages();
    }
}
