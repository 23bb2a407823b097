package routes.steps;

import courier.LegacyCommand;
import courier.PrefetchSize;
import courier.WorkOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import work.DeadLetterText;

/** Steps for the orders that a courier holds, one after another. */
@ApplicationScoped
public class Orders {

    private static final Logger LOG = Logger.getLogger("hikyaku.failures");
    private static final Variable<Instant> BEGUN = new Variable<>("begun", Instant.class);

    private final PrefetchSize handful;
    private final LegacyCommand command;
    private final SqsClient sqs;
    private final Clock clock;
    private final Optional<String> deadLetters;

    public Orders(PrefetchSize handful, LegacyCommand command, SqsClient sqs, Clock clock, Settings settings) {
        this.handful = handful;
        this.command = command;
        this.sqs = sqs;
        this.clock = clock;
        this.deadLetters = settings.courier().deadLetters();
    }

    /**
     * The order becomes the body, and its time is measured from now on. Camel's own time begins when all orders are
     * received.
     */
    public void begin(Exchange order) {
        BEGUN.set(order, clock.instant());
        order.getMessage().setBody(WorkOrder.read(order.getMessage().getBody(String.class)));
    }

    /**
     * A message that is not an order goes to the set's own dead-letter queue, with the reason; without such a queue,
     * only the log has it. If the message named a delivery, that delivery is not lost: the sweeper resumes it.
     */
    public void setAside(Exchange message) {
        String id = message.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, String.class);
        DeadLetterText letter = DeadLetterText.of(message.getMessage().getBody(String.class), Reason.of(message));
        LOG.warnf("message %s of the work queue moves to the dead-letter queue: %s", id, letter.reason());
        deadLetters.ifPresent(queue -> sqs.sendMessage(send -> send.queueUrl(queue)
                .messageGroupId("unreadable")
                .messageDeduplicationId(id)
                .messageBody(letter.body())
                .messageAttributes(Map.of("reason", text(letter.reason())))));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** Records how long the order took, whatever its outcome. Later steps handle its message. */
    public Exchange settled(Exchange order, Exchange work) {
        handful.took(Duration.between(BEGUN.of(order), clock.instant()));
        return order;
    }

    /** Whether this process is ending: another courier can then run the order sooner, if it has not begun. */
    public boolean isTooLate(Exchange order) {
        return command.isEnding() || order.getContext().isStopping();
    }

    /** Returns the order to the queue at once. Otherwise it would become visible only after its visibility timeout. */
    public void giveBack(Exchange order) {
        String receipt = order.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
        sqs.changeMessageVisibility(change -> change.queueUrl(ReceiptHandles.queue(order))
                .receiptHandle(receipt)
                .visibilityTimeout(0));
    }
}
