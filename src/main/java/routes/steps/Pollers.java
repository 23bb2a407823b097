package routes.steps;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import watch.Metric;

/**
 * Alive while every poller of every route is. One that threw an Error is never scheduled again, and its route says
 * Started all the same: only a restart brings it back. What may pass (SQS does not answer) kills no poller.
 */
@Liveness
@Startup
@ApplicationScoped
public class Pollers implements HealthCheck {

    /** A poller on its way from the pool's queue to its thread is in neither: it is dead if it is in neither for a second. */
    private static final int READINGS = 20;

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(50);

    private final CamelContext camel;

    public Pollers(CamelContext camel, MeterRegistry meters) {
        this.camel = camel;
        meters.gauge(
                Metric.POLLERS_DEAD.key(),
                this,
                pollers ->
                        pollers.dead().values().stream().mapToInt(dead -> dead).sum());
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Integer> dead = dead();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("pollers").status(dead.isEmpty());
        dead.forEach(answer::withData);
        return answer.build();
    }

    /** @return how many pollers of a route are dead, for the routes that have any; a route that was stopped has none */
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
        ThreadPoolExecutor pool = pool(scheduler.getScheduledExecutorService());
        int wanted = scheduler.getConcurrentConsumers();
        int alive = 0;
        for (int i = 0; i < READINGS && alive < wanted; i++) {
            if (i > 0) {
                LockSupport.parkNanos(BETWEEN_READINGS.toNanos());
            }
            alive = Math.max(alive, alive(pool));
        }
        return Math.max(0, wanted - alive);
    }

    /** @return 0 if one has moved while they were counted: it would be counted in both places */
    private static int alive(ThreadPoolExecutor pool) {
        int waiting = pool.getQueue().size();
        long ended = pool.getCompletedTaskCount();
        int polling = pool.getActiveCount();
        boolean still = pool.getQueue().size() == waiting && pool.getCompletedTaskCount() == ended;
        return still ? waiting + polling : 0;
    }

    private static ThreadPoolExecutor pool(ExecutorService service) {
        return service instanceof SizedScheduledExecutorService sized
                ? sized.getScheduledThreadPoolExecutor()
                : (ThreadPoolExecutor) service;
    }
}
