package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;
import routes.steps.Orders;

/**
 * A courier for many deliveries: takes a handful of orders at a time from its set's work queue and works off one after
 * another, until there has been none for a while.
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
        // at the end Camel would drop what is left in the hand
        from("{{box.work}}").routeId("work-deliveries").routeConfigurationId(Failures.ORDERS)
            .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)

            .choice()
                .when(body().isNull())
                    .process(courier::leaveWhenIdle)                            .id("leave-when-idle")
                .when(orders::isTooLate)
                    .process(orders::giveBack)                                  .id("give-back")
                .otherwise()
                    .process(orders::begin)                                     .id("read-work-order")
                    // as an exchange of its own: its failure has been written down, the order is settled all the same
                    .enrich("direct:run-command", orders::settled)              .id("work-delivery")
                    .to("{{box.work.acknowledge}}")                             .id("acknowledge-work")
            .end();
        // @formatter:on
    }
}
