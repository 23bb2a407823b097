package routes;

import courier.WorkOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;

/** A courier for many deliveries: takes one after another from its set's work queue, until there has been none for a while. */
@ApplicationScoped
class WorkDeliveries extends RouteBuilder {

    @Inject
    CourierSteps courier;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.work}}").routeId("work-deliveries")

            .choice()
                .when(body().isNull())
                    .process(courier::leaveWhenIdle)                            .id("leave-when-idle")
                .otherwise()
                    .transform().body(String.class, WorkOrder::read)            .id("read-work-order")
                    // as an exchange of its own: its failure has been written down, the order is settled all the same
                    .enrich("direct:run-command", CourierSteps::settled)        .id("work-delivery")
                    .to("{{box.work.acknowledge}}")                             .id("acknowledge-work")
            .end();
        // @formatter:on
    }
}
