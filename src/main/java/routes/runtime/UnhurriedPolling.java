package routes.runtime;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/**
 * Polls again at once only if a poll brought more than half of what it may bring: SQS need not bring all that fits when more
 * is waiting (ReceiveMessage, MaxNumberOfMessages). Camel's greedy polls again after any message, and so takes those that keep coming in one by one.
 */
@Named("unhurried")
@Unremovable
@Singleton
public class UnhurriedPolling extends DefaultPollingConsumerPollStrategy {

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polled) {
        ScheduledBatchPollingConsumer batches = (ScheduledBatchPollingConsumer) consumer;
        batches.setGreedy(2 * polled > batches.getMaxMessagesPerPoll());
    }
}
