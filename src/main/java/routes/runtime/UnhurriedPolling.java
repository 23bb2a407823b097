package routes.runtime;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/**
 * Polls again at once only if a poll returned more than half of the maximum: SQS need not return all messages that wait
 * (ReceiveMessage, MaxNumberOfMessages). Camel's greedy option polls again after any message, and so receives a steady
 * stream one by one.
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
