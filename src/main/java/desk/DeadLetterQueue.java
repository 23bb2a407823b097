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

/** What was set aside. SQS has no way to look at a message but to receive it: whoever looks hides it from others until it is put back. */
@ApplicationScoped
@Unremovable
public class DeadLetterQueue {

    /** Longer than a look takes; what a killed command had in hand is to be seen again after it. */
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

    /** @return those that fit, each once, in the order in which SQS gives them, which is none; they are back when it returns */
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
     * @param seen ids of those that are not wanted again; what is taken is added
     * @return some that are hidden from others now; empty if there are no others
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

    /** To the receive queue; a crash in between leaves it in both, which the ledger's claims put right. */
    public void moveBack(DeadLetter letter) {
        sqs.sendMessage(
                send -> send.queueUrl(mailQueue).messageBody(letter.message().body()));
        delete(letter);
    }

    public void delete(DeadLetter letter) {
        sqs.deleteMessage(
                delete -> delete.queueUrl(queue).receiptHandle(letter.message().receiptHandle()));
    }

    /** @return SQS' own task that moves all of it to the receive queue */
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
