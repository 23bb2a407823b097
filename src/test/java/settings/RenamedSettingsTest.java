package settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A setting with an old name is reported, with its new name. */
class RenamedSettingsTest {

    @Test
    void anOldNameIsToldWithItsNewOneAndItsVariable() {
        assertThat(RenamedSettings.complaint(config("sweep.every", "1000")))
                .contains("sweep.every is now hikyaku.sweep.every (HIKYAKU_SWEEP_EVERY)")
                .contains("ISO 8601");
    }

    @Test
    void anOldEnvironmentVariableIsToldToo() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of("QUEUE_TASK_EVENTS", "https://queue.example"), 300))
                .build();

        assertThat(RenamedSettings.complaint(config)).contains("HIKYAKU_QUEUE_TASK_EVENTS");
    }

    @Test
    void ofTheNamesOfTodayNothingIsTold() {
        assertThat(RenamedSettings.complaint(config("hikyaku.sweep.every", "PT30S")))
                .isEmpty();
    }

    @Test
    void everyOldNameHasANewOneAndNoneIsLeftInTheProductsSettings() throws IOException {
        Properties product = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            product.load(file);
        }

        assertThat(RenamedSettings.OLD)
                .allSatisfy(name ->
                        assertThat(product).containsKey("hikyaku." + name).doesNotContainKey(name));
        assertThat(product.stringPropertyNames()).noneMatch(name -> name.startsWith("%test."));
    }

    private static SmallRyeConfig config(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(name, value), "test", 300))
                .build();
    }
}
