package routes.steps;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedProcessorMBean;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.quarkus.main.events.AfterStart;

/**
 * What passes through routes and steps, under the names that camel-micrometer has for it, read where the console reads
 * it: each exchange is counted once.
 */
@ApplicationScoped
public class RouteMeters {

    private static final String IN_FLIGHT = "camel.exchanges.inflight";
    private static final String EXCHANGES = "camel.exchanges.total";
    private static final String FAILED = "camel.exchanges.failed";
    private static final String STEP = "camel.message.history";
    private static final String ROUTE = "routeId";

    private final MeterRegistry meters;

    RouteMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void begin(@Observes AfterStart event) {
        CamelContext camel = event.getCamelContext();
        camel.getRoutes().stream()
                .map(Route::getRouteId)
                .forEach(route -> Gauge.builder(
                                IN_FLIGHT,
                                camel,
                                all -> all.getInflightRepository().size(route))
                        .tag(ROUTE, route)
                        .register(meters));
    }

    /** What MBeans count; once, when they are there. */
    void register(CamelContext camel) throws Exception {
        ManagedCamelContext managed = camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        for (Route route : camel.getRoutes()) {
            String id = route.getRouteId();
            ManagedRouteMBean counts = managed.getManagedRoute(id);
            count(EXCHANGES, id, counts::getExchangesTotal);
            count(FAILED, id, counts::getExchangesFailed);
            for (String step : counts.processorIds()) {
                time(id, step, managed.getManagedProcessor(step));
            }
        }
    }

    /** A meter has a weak reference to what it reads, and a strong one to the function. */
    private void count(String name, String route, LongSupplier exchanges) {
        FunctionCounter.builder(name, this, self -> now(exchanges))
                .tag(ROUTE, route)
                .register(meters);
    }

    private void time(String route, String step, ManagedProcessorMBean counts) {
        FunctionTimer.builder(
                        STEP,
                        this,
                        self -> now(counts::getExchangesCompleted),
                        self -> now(counts::getTotalProcessingTime),
                        TimeUnit.MILLISECONDS)
                .tag(ROUTE, route)
                .tag("nodeId", step)
                .register(meters);
    }

    /** Somebody may have removed the route, and its MBeans: it begins anew, and no scrape fails. */
    private static long now(LongSupplier count) {
        try {
            return count.getAsLong();
        } catch (UndeclaredThrowableException gone) {
            return 0;
        }
    }
}
