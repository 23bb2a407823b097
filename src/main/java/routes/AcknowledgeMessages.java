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
                // the thread with the last receipt deletes, so no thread is woken and no queue grows; if the time is
                // up, the others wait for SQS too
                .executorService(new SynchronousExecutorService())
                .process(receipts::delete)                                      .id("delete-messages")
            .end();
        // @formatter:on
    }
}
