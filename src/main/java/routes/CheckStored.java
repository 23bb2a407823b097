package routes;

import archive.DeliverySplitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import routes.steps.ArrivalBatch;
import routes.steps.StoredMailCheck;

/**
 * Compares the buckets' own events with the ledger, a quarter of an hour after the mails were stored. A mail that the
 * ledger still does not know was never announced, and is delivered now. The ledger's claims prevent a second delivery.
 */
@ApplicationScoped
class CheckStored extends RouteBuilder {

    @Inject
    StoredMailCheck check;

    @Inject
    DeliverySplitter envelopes;

    @Override
    @SuppressWarnings("unchecked") // List.class does not name the type of its elements
    public void configure() {
        // @formatter:off
        from("{{box.stored}}").routeId("check-stored").routeConfigurationId(Failures.STORED)

            .transform().body(String.class, check::read)                        .id("read-bucket-event")
            .aggregate(constant(true)).aggregationStrategy(new ArrivalBatch())
                .completionSize(exchangeProperty(Exchange.BATCH_SIZE)).completionTimeout(200).forceCompletionOnStop()
                .executorService(new SynchronousExecutorService()) // as in record-receipt
                .process(check::ask)                                            .id("look-up-mails")
                .process(check::enterKnown)                                     .id("enter-known")
                .split().exchange(StoredMailCheck::known)
                    .to("{{box.stored.acknowledge}}")                           .id("acknowledge-known")
                .end()
                .split().exchange(StoredMailCheck::lost) // a mail that cannot be delivered now does not keep the others waiting
                    .process(check::findObjects)                                .id("find-objects")
                    .transform().body(List.class, envelopes::deliveries)        .id("read-lost-envelope")
                    .split(body()).stopOnException()
                        .to("direct:deliver")                                   .id("deliver-lost")
                    .end()
                    .process(check::enterLost)                                  .id("enter-lost")
                    .to("{{box.stored.acknowledge}}")                           .id("acknowledge-lost")
                .end()
            .end();
        // @formatter:on
    }
}
