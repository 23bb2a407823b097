package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;
import routes.steps.Orders;

/**
 * A courier for many deliveries. It receives a few orders at a time from its set's work queue and runs one after
 * another, until none has arrived for a while.
 */
@ApplicationScoped
class WorkDeliveries extends RouteBuilder {

    @Inject
    CourierSteps courier;

    @Inject
    Orders orders;

    @Override
    public void configure() {
        // @formatter:off
        // at the end Camel would discard the remaining orders
        from("{{box.work}}").routeId("work-deliveries").routeConfigurationId(Failures.ORDERS)
            .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)

            .choice()
                .when(body().isNull())
                    .process(courier::leaveWhenIdle)                            .id("leave-when-idle")
                .when(orders::isTooLate)
                    .process(orders::giveBack)                                  .id("give-back")
                .otherwise()
                    .process(orders::begin)                                     .id("read-work-order")
                    // each delivery has its own exchange: if it fails, its failure has been recorded and the order is
                    // settled anyway
                    .enrich("direct:run-command", orders::settled)              .id("work-delivery")
                    .to("{{box.work.acknowledge}}")                             .id("acknowledge-work")
            .end();
        // @formatter:on
    }
}
