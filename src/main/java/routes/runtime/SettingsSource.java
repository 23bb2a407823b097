package routes.runtime;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import org.apache.camel.Ordered;
import org.apache.camel.spi.PropertiesSource;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Answers each {{…}} of a route with its setting, before Camel's own source is asked: that one reads all settings there are
 * for every single answer, which took a quarter of a start.
 */
@Singleton
@Unremovable
class SettingsSource implements PropertiesSource, Ordered {

    @Override
    public String getName() {
        return "one-setting";
    }

    @Override
    public String getProperty(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class).orElse(null);
    }

    @Override
    public int getOrder() {
        return HIGHEST;
    }
}
