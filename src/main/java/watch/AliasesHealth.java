package watch;

import addresses.AddressBook;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** DOWN while a set's aliases in use differ from its file. The pipeline is still ready: mail is delivered as before. */
@Wellness
@Startup
@ApplicationScoped
class AliasesHealth implements HealthCheck {

    private final AddressBook addresses;

    AliasesHealth(AddressBook addresses, MeterRegistry meters) {
        this.addresses = addresses;
        meters.gauge(
                Metric.ALIASES_OUTDATED.key(),
                addresses,
                book -> book.outdated().size());
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> outdated = addresses.outdated();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("aliases").status(outdated.isEmpty());
        outdated.forEach(answer::withData);
        return answer.build();
    }
}
