package routes;

import courier.UnwrittenOutcomes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;

/**
 * Writes outcomes that the ledger did not accept when their commands had run, for as long as the courier runs. Before
 * the courier ends, it waits until they are written.
 */
@ApplicationScoped
class WriteOutcomes extends RouteBuilder {

    @Inject
    UnwrittenOutcomes outcomes;

    @Inject
    CourierSteps courier;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.outcomes}}").routeId("write-outcomes")

            .transform().exchange(tick -> outcomes.orders())                    .id("find-unwritten")
            .split(body())
                .to("direct:run-command")                                       .id("write-outcome")
            .end()
            .process(courier::leaveWhenWritten)                                 .id("leave-when-written");
        // @formatter:on
    }
}
