package routes.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import watch.Metric;

/**
 * Alive while every poller of every route is alive. A poller that threw an Error is never scheduled again, although its
 * route is Started: only a restart helps. A temporary failure (SQS does not answer) kills no poller.
 */
@Liveness
@Startup
@ApplicationScoped
public class Pollers implements HealthCheck {

    private final CamelContext camel;

    public Pollers(CamelContext camel, MeterRegistry meters) {
        this.camel = camel;
        meters.gauge(
                Metric.POLLERS_DEAD.key(),
                this,
                pollers ->
                        pollers.dead().values().stream().mapToInt(dead -> dead).sum());
    }

    /** Runs before the first route creates its pool. */
    void begin(@Observes BeforeInitialize event) {
        event.getCamelContext().getExecutorServiceManager().setThreadPoolFactory(new PollerPools());
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Integer> dead = dead();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("pollers").status(dead.isEmpty());
        dead.forEach(answer::withData);
        return answer.build();
    }

    /** @return number of dead pollers of each route with pollers; 0 for a stopped route */
    Map<String, Integer> dead() {
        Map<String, Integer> answer = new TreeMap<>();
        for (Route route : camel.getRoutes()) {
            int dead = dead(route.getConsumer());
            if (dead > 0) {
                answer.put(route.getRouteId(), dead);
            }
        }
        return answer;
    }

    private static int dead(Consumer consumer) {
        if (!(consumer instanceof ScheduledPollConsumer polling)
                || !(polling.getScheduler() instanceof DefaultScheduledPollConsumerScheduler scheduler)
                || !scheduler.isSchedulerStarted()) {
            return 0;
        }
        return PollerPools.dead(scheduler);
    }
}
