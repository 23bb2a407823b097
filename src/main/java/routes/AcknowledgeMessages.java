package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import routes.steps.ReceiptHandles;

/**
 * Deletes messages that are no longer needed, ten of a queue in one request. If a deletion fails, the message arrives
 * again and is a duplicate.
 */
@ApplicationScoped
class AcknowledgeMessages extends RouteBuilder {

    @Inject
    ReceiptHandles receipts;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:acknowledge").routeId("acknowledge-messages").errorHandler(noErrorHandler())

            .aggregate().exchange(ReceiptHandles::queue).aggregationStrategy(receipts)
                .completionSize(exchangeProperty(Exchange.BATCH_SIZE)).completionTimeout(200).forceCompletionOnStop()
                // the thread that adds the last receipt sends the request: no other thread starts, and no list grows. If the time is up, threads that add receipts wait for SQS, too
                .executorService(new SynchronousExecutorService())
                .process(receipts::delete)                                      .id("delete-messages")
            .end();
        // @formatter:on
    }
}
