package local;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import settings.Settings;

/** The product's own settings with some of them changed, without Quarkus. */
public final class Configuration {

    private Configuration() {}

    /** @param changes property names, not environment variables */
    public static Settings with(Map<String, String> changes) {
        URL properties = Settings.class.getClassLoader().getResource("application.properties");
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(properties))
                    .withSources(new PropertiesConfigSource(changes, "changes", 500))
                    .withMapping(Settings.class)
                    .withValidateUnknown(false)
                    .addDefaultInterceptors()
                    .build()
                    .getConfigMapping(Settings.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
