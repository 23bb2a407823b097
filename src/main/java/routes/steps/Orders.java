package routes.steps;

import courier.Handful;
import courier.LegacyCommand;
import courier.WorkOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Steps around the orders that a courier has in its hand, one after another. */
@ApplicationScoped
public class Orders {

    private static final String BEGUN = "hikyaku.begun";

    private final Handful handful;
    private final LegacyCommand command;
    private final SqsClient sqs;
    private final Clock clock;

    public Orders(Handful handful, LegacyCommand command, SqsClient sqs, Clock clock) {
        this.handful = handful;
        this.command = command;
        this.sqs = sqs;
        this.clock = clock;
    }

    /** The order becomes the body. Its time begins here: Camel's own begins when the hand is filled. */
    public void begin(Exchange order) {
        order.setProperty(BEGUN, clock.instant());
        order.getMessage().setBody(WorkOrder.read(order.getMessage().getBody(String.class)));
    }

    /** The order has been worked off, with whatever outcome; what is left to do is with its own message. */
    public Exchange settled(Exchange order, Exchange work) {
        handful.took(Duration.between(order.getProperty(BEGUN, Instant.class), clock.instant()));
        return order;
    }

    /** Whether this process is told to end: an order that it has not begun is done sooner by another. */
    public boolean isTooLate(Exchange order) {
        return command.isEnding() || order.getContext().isStopping();
    }

    /** Otherwise it would come again when its visibility timeout is over. */
    public void giveBack(Exchange order) {
        String receipt = order.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
        sqs.changeMessageVisibility(change ->
                change.queueUrl(Receipts.queue(order)).receiptHandle(receipt).visibilityTimeout(0));
    }
}
