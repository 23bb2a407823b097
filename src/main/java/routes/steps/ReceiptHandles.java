package routes.steps;

import aws.MessageDeletions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.support.DefaultExchange;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** Collects receipt handles of finished messages until they fill a request. camel-aws2-sqs deletes one at a time. */
@Singleton
public class ReceiptHandles implements AggregationStrategy {

    private static final Logger LOG = Logger.getLogger("hikyaku.receipts");

    private final MessageDeletions deletions;

    public ReceiptHandles(MessageDeletions deletions) {
        this.deletions = deletions;
    }

    /** @return URL of the queue of an exchange's message */
    public static String queue(Exchange exchange) {
        return ((Sqs2Endpoint) exchange.getFromEndpoint()).getConfiguration().getQueueUrl();
    }

    /**
     * The batch contains only receipts: its result affects no delivery. The batch is full when it has as many messages
     * as the poll returned.
     */
    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(Exchange before, Exchange message) {
        Exchange batch = before == null ? batchFrom(message) : before;
        batch.setProperty(Exchange.BATCH_SIZE, message.getProperty(Exchange.BATCH_SIZE));
        batch.getMessage().getBody(List.class).add(message.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE));
        return batch;
    }

    private static Exchange batchFrom(Exchange message) {
        Exchange batch = DefaultExchange.newFromEndpoint(message.getFromEndpoint());
        batch.getMessage().setBody(new ArrayList<String>());
        return batch;
    }

    /** A message that SQS does not delete, alone or with the others, arrives again and is recognized as settled. */
    public void delete(Exchange batch) {
        String queue = queue(batch);
        List<?> receipts = batch.getMessage().getBody(List.class);
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, receipts.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(receipts.get(i).toString())
                        .build())
                .toList();
        DeleteMessageBatchRequest all = DeleteMessageBatchRequest.builder()
                .queueUrl(queue)
                .entries(entries)
                .build();
        deletions
                .deleteMessageBatch(all)
                .failed()
                .forEach(kept -> LOG.warnf("a message is not deleted: %s", kept.code()));
    }
}
