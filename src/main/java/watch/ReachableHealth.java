package watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while ledger and queues can be reached. Restarting would not help: they are somewhere else. */
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
