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

/** Lets the message become visible again when it is wanted. camel-aws2-sqs has no operation for this. */
@Named("goBack")
@Unremovable
@ApplicationScoped
public class GoBack implements Processor {

    /** A message that nobody asked for a time: soon, but not at once. */
    private static final Duration UNASKED = Duration.ofSeconds(10);

    /** SQS takes no longer visibility timeout. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final SqsClient sqs;
    private final Clock clock;
    private final String queue;

    public GoBack(SqsClient sqs, Clock clock, @ConfigProperty(name = "queue.mail") String queue) {
        this.sqs = sqs;
        this.clock = clock;
        this.queue = queue;
    }

    @Override
    public void process(Exchange exchange) {
        String receipt = exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class);
        int seconds = seconds(Work.wantedAt(exchange));
        sqs.changeMessageVisibility(
                change -> change.queueUrl(queue).receiptHandle(receipt).visibilityTimeout(seconds));
    }

    private int seconds(Instant wanted) {
        Duration wait = wanted == null ? UNASKED : Duration.between(clock.instant(), wanted);
        long roundedUp = Math.max(0, wait.toSeconds() + 1); // too early is a receive for nothing
        return (int) Math.min(roundedUp, LONGEST.toSeconds());
    }
}
