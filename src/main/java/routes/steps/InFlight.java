package routes.steps;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.InflightRepository;

/** How many exchanges each route has at this moment, under the name that Camel's exchange notifier gives it, which costs more than it tells. */
@ApplicationScoped
public class InFlight {

    private static final String NAME = "camel.exchanges.inflight";

    private final MeterRegistry meters;

    InFlight(MeterRegistry meters) {
        this.meters = meters;
    }

    void begin(@Observes CamelContextStartedEvent event) {
        CamelContext camel = event.getContext();
        InflightRepository exchanges = camel.getInflightRepository();
        camel.getRoutes().stream()
                .map(Route::getRouteId)
                .forEach(route -> Gauge.builder(NAME, exchanges, all -> all.size(route))
                        .tag("routeId", route)
                        .register(meters));
    }
}
