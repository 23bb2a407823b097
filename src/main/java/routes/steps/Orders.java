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

/** Steps around the orders that a courier has in its hand, one after another. */
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

    /** The order becomes the body. Its time begins here: Camel's own begins when the hand is filled. */
    public void begin(Exchange order) {
        BEGUN.set(order, clock.instant());
        order.getMessage().setBody(WorkOrder.read(order.getMessage().getBody(String.class)));
    }

    /**
     * What is no order goes to the set's own dead letters, with the reason; where it has none, the log alone has it. Its
     * delivery, should it be about one, is not lost: the sweeper takes it up.
     */
    public void setAside(Exchange message) {
        String id = message.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, String.class);
        DeadLetterText letter = DeadLetterText.of(message.getMessage().getBody(String.class), Reason.of(message));
        LOG.warnf("message %s of the work queue is set aside: %s", id, letter.reason());
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

    /** The order has been worked off, with whatever outcome; what is left to do is with its own message. */
    public Exchange settled(Exchange order, Exchange work) {
        handful.took(Duration.between(BEGUN.of(order), clock.instant()));
        return order;
    }

    /** Whether this process is told to end: an order that it has not begun is done sooner by another. */
    public boolean isTooLate(Exchange order) {
        return command.isEnding() || order.getContext().isStopping();
    }

    /** Otherwise it would come again when its visibility timeout is over. */
    public void giveBack(Exchange order) {
        String receipt = order.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
        sqs.changeMessageVisibility(change -> change.queueUrl(ReceiptHandles.queue(order))
                .receiptHandle(receipt)
                .visibilityTimeout(0));
    }
}
