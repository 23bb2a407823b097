package desk;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The messages of the dead-letter queue. SQS shows a message only to its receiver: reading hides it from others until
 * it is returned.
 */
@ApplicationScoped
@Unremovable
public class DeadLetterQueue {

    /**
     * Time for which messages are hidden: longer than a read takes; a killed command's messages become visible after
     * it.
     */
    private static final Duration HIDDEN = Duration.ofMinutes(5);

    private static final int AT_ONCE = 10;
    private static final int LONG_POLL = 2; // asks all of the queue's servers

    private final SqsClient sqs;
    private final DeadLetterReader reader;
    private final String queue;
    private final String mailQueue;

    DeadLetterQueue(
            SqsClient sqs,
            DeadLetterReader reader,
            @ConfigProperty(name = "hikyaku.queue.dead-letters") String queue,
            @ConfigProperty(name = "hikyaku.queue.mail") String mailQueue) {
        this.sqs = sqs;
        this.reader = reader;
        this.queue = queue;
        this.mailQueue = mailQueue;
    }

    /**
     * @return the matching messages, each once, in SQS' order, which is arbitrary; they are visible again when this
     * method returns
     */
    public List<DeadLetter> look(int limit, Predicate<DeadLetter> fits) {
        List<DeadLetter> held = new ArrayList<>();
        List<DeadLetter> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try {
            for (List<DeadLetter> some = take(seen); !some.isEmpty() && found.size() < limit; some = take(seen)) {
                held.addAll(some);
                some.stream().filter(fits).forEach(found::add);
            }
        } finally {
            putBack(held);
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    /**
     * @param seen ids that must not be returned again; returned ones are added
     * @return messages that are now hidden from others; empty if there are no further ones
     */
    public List<DeadLetter> take(Set<String> seen) {
        List<Message> messages = sqs.receiveMessage(receive -> receive.queueUrl(queue)
                        .maxNumberOfMessages(AT_ONCE)
                        .waitTimeSeconds(LONG_POLL)
                        .visibilityTimeout((int) HIDDEN.toSeconds())
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
        return messages.stream()
                .filter(message -> seen.add(message.messageId()))
                .map(reader::read)
                .toList();
    }

    public void putBack(Collection<DeadLetter> letters) {
        letters.forEach(letter -> sqs.changeMessageVisibility(change -> change.queueUrl(queue)
                .receiptHandle(letter.message().receiptHandle())
                .visibilityTimeout(0)));
    }

    /**
     * Moves a message to the receive queue. After a crash in between, the message is in both queues, and the ledger's
     * claims prevent a second run.
     */
    public void moveBack(DeadLetter letter) {
        sqs.sendMessage(
                send -> send.queueUrl(mailQueue).messageBody(letter.message().body()));
        delete(letter);
    }

    public void delete(DeadLetter letter) {
        sqs.deleteMessage(
                delete -> delete.queueUrl(queue).receiptHandle(letter.message().receiptHandle()));
    }

    /** @return SQS' own task, which moves all messages to the receive queue */
    public MessageMoveTask startMoving(int rate) {
        String source = arn(queue);
        String handle = sqs.startMessageMoveTask(start ->
                        start.sourceArn(source).destinationArn(arn(mailQueue)).maxNumberOfMessagesPerSecond(rate))
                .taskHandle();
        return new MessageMoveTask(sqs, source, handle);
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }
}
