package routes.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.mbean.ManagedProcessorMBean;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.quarkus.main.events.AfterStart;

/**
 * Metrics of routes and steps, under camel-micrometer's names. It reads the console's counters, so that each exchange
 * is counted once.
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

    /**
     * @param beans the registered MBeans of Camel: the objects themselves, so that a native image needs no proxy. Call
     *     this only once
     */
    void register(Collection<Object> beans) {
        for (Object bean : beans) {
            if (bean instanceof ManagedRouteMBean route) {
                count(EXCHANGES, route, ManagedRouteMBean::getExchangesTotal);
                count(FAILED, route, ManagedRouteMBean::getExchangesFailed);
            } else if (bean instanceof ManagedProcessorMBean step) {
                time(step);
            }
        }
    }

    /** A meter has a weak reference to its object, and a strong one to the function. */
    private void count(String name, ManagedRouteMBean route, ToDoubleFunction<ManagedRouteMBean> exchanges) {
        FunctionCounter.builder(name, this, self -> exchanges.applyAsDouble(route))
                .tag(ROUTE, route.getRouteId())
                .register(meters);
    }

    private void time(ManagedProcessorMBean step) {
        FunctionTimer.builder(
                        STEP,
                        this,
                        self -> step.getExchangesCompleted(),
                        self -> step.getTotalProcessingTime(),
                        TimeUnit.MILLISECONDS)
                .tag(ROUTE, step.getRouteId())
                .tag("nodeId", step.getProcessorId())
                .register(meters);
    }
}
