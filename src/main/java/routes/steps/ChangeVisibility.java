package routes.steps;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the message visible again at the time when it is needed. camel-aws2-sqs has no operation for this. */
@Named("changeVisibility")
@Unremovable
@ApplicationScoped
public class ChangeVisibility implements Processor {

    /** The delay of a message for which no step set a time: short, but not zero. */
    private static final Duration UNASKED = Duration.ofSeconds(10);

    /**
     * SQS hides a message for at most twelve hours, counted from its receipt, and refuses a timeout that would end
     * later.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html"> visibility timeout</a>
     */
    private static final Duration LONGEST = Duration.ofHours(12);

    /** SQS counts from the receipt; its answer, and the request for the new timeout, take some time. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final SqsClient sqs;
    private final Clock clock;
    private final String queue;

    public ChangeVisibility(SqsClient sqs, Clock clock, @ConfigProperty(name = "hikyaku.queue.mail") String queue) {
        this.sqs = sqs;
        this.clock = clock;
        this.queue = queue;
    }

    @Override
    public void process(Exchange exchange) {
        String receipt = exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
        int seconds = seconds(Settlement.of(exchange).wantedAt(), longest(exchange));
        sqs.changeMessageVisibility(
                change -> change.queueUrl(queue).receiptHandle(receipt).visibilityTimeout(seconds));
    }

    /** @return how long the exchange's message may still be hidden */
    static Duration longest(Exchange exchange) {
        Duration sinceReceive = Duration.ofMillis(exchange.getClock().elapsed());
        Duration rest = LONGEST.minus(MARGIN).minus(sinceReceive);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private int seconds(Instant wanted, Duration longest) {
        Duration wait = wanted == null ? UNASKED : Duration.between(clock.instant(), wanted);
        long roundedUp = Math.max(0, wait.toSeconds() + 1); // a receive that is too early is wasted
        return (int) Math.min(roundedUp, longest.toSeconds());
    }
}
