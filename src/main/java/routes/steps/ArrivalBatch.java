package routes.steps;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;

/**
 * Collects the announced deliveries of one poll, so that one request asks the ledger about all of them. Their messages
 * are deleted only after the ledger knows all deliveries; otherwise they arrive again.
 */
public final class ArrivalBatch implements AggregationStrategy {

    @SuppressWarnings("rawtypes")
    private static final Variable<List> MESSAGES = new Variable<>("messages", List.class);

    /** The batch is full when it has as many messages as the poll. */
    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(Exchange before, Exchange mail) {
        Exchange batch = before == null ? batchFrom(mail) : before;
        batch.setProperty(Exchange.BATCH_SIZE, mail.getProperty(Exchange.BATCH_SIZE));
        batch.getMessage().getBody(List.class).addAll(mail.getMessage().getBody(List.class));
        MESSAGES.of(batch).add(mail.getMessage());
        return batch;
    }

    private static Exchange batchFrom(Exchange mail) {
        Exchange batch = DefaultExchange.newFromEndpoint(mail.getFromEndpoint());
        batch.getMessage().setBody(new ArrayList<>());
        MESSAGES.set(batch, new ArrayList<Message>());
        return batch;
    }

    /** @return the exchange unchanged; each message keeps its own receipt handle */
    public static List<?> messages(Exchange batch) {
        return MESSAGES.of(batch);
    }
}
