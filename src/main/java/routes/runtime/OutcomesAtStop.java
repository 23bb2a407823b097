package routes.runtime;

import courier.LastWrites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Tries once more to write the outcomes that a courier keeps, after its routes have stopped and before its process
 * ends.
 */
@ApplicationScoped
class OutcomesAtStop {

    private final LastWrites outcomes;

    OutcomesAtStop(LastWrites outcomes) {
        this.outcomes = outcomes;
    }

    /** Runs after the routes, because Camel stops its services after its routes. */
    void register(@Observes BeforeInitialize event) throws Exception {
        register(event.getCamelContext());
    }

    void register(CamelContext camel) throws Exception {
        camel.addService(new ServiceSupport() {
            @Override
            protected void doStop() {
                outcomes.writeAll();
            }
        });
    }
}
