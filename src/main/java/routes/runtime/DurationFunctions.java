package routes.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * {@code {{seconds:NAME}}} and {@code {{millis:NAME}}}: a duration of the settings (all ISO 8601) for endpoint options
 * that are numbers.
 */
@ApplicationScoped
class DurationFunctions {

    /** Runs before routes are read. */
    void begin(@Observes BeforeInitialize event) {
        PropertiesComponent placeholders = event.getCamelContext().getPropertiesComponent();
        placeholders.addPropertiesFunction(new Function("seconds", Duration::toSeconds));
        placeholders.addPropertiesFunction(new Function("millis", Duration::toMillis));
    }

    private record Function(String name, ToLongFunction<Duration> unit) implements PropertiesFunction {

        @Override
        public String getName() {
            return name;
        }

        /** @throws java.util.NoSuchElementException if there is no such setting */
        @Override
        public String apply(String setting) {
            Duration duration = ConfigProvider.getConfig().getValue(setting, Duration.class);
            return Long.toString(unit.applyAsLong(duration));
        }
    }
}
