package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;

/**
 * A courier for the one delivery that RunTask has named. It ends with the command's exit code, so that ECS shows it.
 */
@ApplicationScoped
class WorkOneDelivery extends RouteBuilder {

    @Inject
    CourierSteps courier;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.courier}}").routeId("work-one-delivery")

            .onCompletion().process(courier::leave).id("leave").end()

            .transform().exchange(start -> courier.order())                     .id("read-pointers")
            .to("direct:run-command")                                           .id("work-one");
        // @formatter:on
    }
}
