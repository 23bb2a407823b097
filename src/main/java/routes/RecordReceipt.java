package routes;

import archive.AnnouncementReader;
import archive.DeliverySplitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import routes.steps.ArrivalBatch;

/**
 * Marks every mail RECEIVED, from a queue of its own, so that the ledger knows a mail even while {@link ReceiveMail}
 * does not run. The queue delays messages. By then most mails are claimed, and a read is cheaper than a write.
 */
@ApplicationScoped
class RecordReceipt extends RouteBuilder {

    @Inject
    AnnouncementReader announcements;

    @Inject
    DeliverySplitter envelopes;

    @Inject
    Deliveries deliveries;

    @Inject
    Ledger ledger;

    @Override
    @SuppressWarnings("unchecked") // List.class does not name the type of its elements
    public void configure() {
        // @formatter:off
        from("{{box.receipts}}").routeId("record-receipt").routeConfigurationId(Failures.RECEIPTS)

            .transform().body(String.class, announcements::read)                .id("read-receipt")
            .transform().body(List.class, envelopes::deliveries)                .id("read-receipt-envelope")
            .aggregate(constant(true)).aggregationStrategy(new ArrivalBatch())
                .completionSize(exchangeProperty(Exchange.BATCH_SIZE)).completionTimeout(200).forceCompletionOnStop()
                .executorService(new SynchronousExecutorService()) // the next poll waits, so no messages accumulate here while the ledger is down
                .transform().body(List.class, deliveries::unknown)              .id("find-unknown")
                .split(body()).stopOnException()
                    .process().body(Delivery.class, ledger::receive)            .id("mark-received")
                .end()
                .split().exchange(ArrivalBatch::messages)
                    .to("{{box.receipts.acknowledge}}")                         .id("acknowledge-receipt")
                .end()
            .end();
        // @formatter:on
    }
}
