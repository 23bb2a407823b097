package local;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import settings.Settings;

/** The product's own settings with some changes, without Quarkus. */
public final class Configuration {

    private Configuration() {}

    /** The product's own settings with the environment of a process. */
    public static SmallRyeConfig ofEnvironment(Map<String, String> variables) {
        return built(new EnvConfigSource(variables, 500));
    }

    /** @param changes property names, not environment variables */
    public static Settings with(Map<String, String> changes) {
        return built(new PropertiesConfigSource(changes, "changes", 500)).getConfigMapping(Settings.class);
    }

    private static SmallRyeConfig built(ConfigSource changes) {
        URL properties = Settings.class.getClassLoader().getResource("application.properties");
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(properties))
                    .withSources(changes)
                    .withMapping(Settings.class)
                    .withValidateUnknown(false)
                    .addDefaultInterceptors()
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
