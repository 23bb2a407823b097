package routes.steps;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Combines the results of a message's deliveries. The message may be deleted when all of them are settled; otherwise it
 * is needed again at the earliest requested time. The ledger has the time that a delivery requests, and the sweeper
 * finds the delivery. So the message is not needed during a long wait.
 */
@Singleton
public class SettlementStrategy implements AggregationStrategy {

    private final Clock clock;
    private final int receives;

    /**
     * @param receives the number of receives after which a waiting message is acknowledged, and the sweeper resumes its
     * deliveries
     */
    public SettlementStrategy(Clock clock, @ConfigProperty(name = "hikyaku.queue.receives") int receives) {
        this.clock = clock;
        this.receives = receives;
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange delivery, Exchange message) {
        Settlement.set(message, Settlement.of(message).and(OnWork.of(delivery)));
        return message;
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange delivery) {
        throw new UnsupportedOperationException("Camel calls the method with the message");
    }

    public boolean isSettled(Exchange message) {
        return Settlement.of(message).settled();
    }

    /**
     * Whether all open deliveries wait in the ledger, and the message would arrive too often or cannot wait that long.
     * Each receive counts towards the queue's maxReceiveCount, and waiting must not make a dead letter.
     */
    public boolean isLeftToSweeper(Exchange message) {
        Settlement settlement = Settlement.of(message);
        if (settlement.settled() || !settlement.inLedger()) {
            return false;
        }
        Duration wait = Duration.between(clock.instant(), settlement.wantedAt());
        return receives(message) >= receives || wait.compareTo(ChangeVisibility.longest(message)) > 0;
    }

    private static int receives(Exchange message) {
        Map<?, ?> attributes = message.getMessage().getHeader(Sqs2Constants.ATTRIBUTES, Map.of(), Map.class);
        Object count = attributes.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return count == null ? 1 : Integer.parseInt(count.toString());
    }
}
