package watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import settings.Settings;
import tasks.LaunchRate;

/**
 * DOWN while an operator should look: deliveries that are open too long, dead letters, throttling by ECS. The health
 * check's data name the cause.
 */
@Wellness
@Startup
@ApplicationScoped
class WorkHealth implements HealthCheck {

    private final LedgerBacklog open;
    private final QueueBacklogs backlogs;
    private final LaunchRate launches;
    private final Settings settings;

    WorkHealth(
            LedgerBacklog open, QueueBacklogs backlogs, LaunchRate launches, Settings settings, MeterRegistry meters) {
        this.open = open;
        this.backlogs = backlogs;
        this.launches = launches;
        this.settings = settings;
        meters.gauge(Metric.LAUNCHES_PER_SECOND.key(), launches, LaunchRate::perSecond);
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> reasons = reasons();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("work").status(reasons.isEmpty());
        reasons.forEach(answer::withData);
        return answer.build();
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        open.ages().forEach((set, age) -> {
            if (age.compareTo(settings.watch().oldest()) > 0) {
                reasons.put("oldest open of set " + (set.isEmpty() ? "none" : set), age.toString());
            }
        });
        if (backlogs.deadLetters() > 0) {
            reasons.put("dead letters", Integer.toString(backlogs.deadLetters()));
        }
        if (launches.perSecond() < settings.launchesPerSecond()) {
            reasons.put("ECS throttles", launches.perSecond() + " of " + settings.launchesPerSecond() + " launches/s");
        }
        return reasons;
    }
}
