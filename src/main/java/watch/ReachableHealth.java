package watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** UP while ledger and queues can be reached. A restart would not help, because they are other services. */
@Readiness
@ApplicationScoped
class ReachableHealth implements HealthCheck {

    private final ProbeLoop rounds;

    ReachableHealth(ProbeLoop rounds) {
        this.rounds = rounds;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> unreachable = rounds.unreachable();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("reachable").status(unreachable.isEmpty());
        unreachable.forEach(answer::withData);
        return answer.build();
    }
}
