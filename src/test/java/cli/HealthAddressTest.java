package cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthAddressTest {

    @Test
    void withoutSettingsItIsWhatThePipelineHasWithoutSettings() throws IOException {
        Properties pipeline = new Properties();
        pipeline.load(Files.newBufferedReader(Path.of("src/main/resources/application.properties")));

        assertThat(address(Map.of()))
                .isEqualTo(URI.create("http://" + pipeline.getProperty("quarkus.http.host") + ":"
                        + pipeline.getProperty("quarkus.http.port") + "/q/health/live"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "localhost, localhost",
        "0.0.0.0, 127.0.0.1",
        "::, [::1]",
        "[::], [::1]",
        "::1, [::1]",
        "10.1.2.3, 10.1.2.3"
    })
    void whatListensEverywhereIsAskedAtLoopback(String listens, String asked) {
        assertThat(address(Map.of("QUARKUS_HTTP_HOST", listens, "QUARKUS_HTTP_PORT", "9000")))
                .isEqualTo(URI.create("http://" + asked + ":9000/q/health/live"));
    }

    /** Without TLS in the request, a pipeline that answers only with TLS would be restarted for ever. */
    @Test
    void aPipelineWithItsOwnCertificateIsAskedWithTls() {
        assertThat(address(Map.of("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled")))
                .isEqualTo(URI.create("https://127.0.0.1:8443/q/health/live"));
        assertThat(address(Map.of("QUARKUS_HTTP_INSECURE_REQUESTS", "redirect", "QUARKUS_HTTP_SSL_PORT", "9443")))
                .isEqualTo(URI.create("https://127.0.0.1:9443/q/health/live"));
    }

    @Test
    void settingsInAFileAreReadAsThePipelineReadsThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hikyaku.properties"), """
                quarkus.http.port=9001
                %pipeline.quarkus.http.port=9002
                """);

        assertThat(address(Map.of("QUARKUS_CONFIG_LOCATIONS", file.toString())).getPort())
                .isEqualTo(9002);
        assertThat(address(Map.of("QUARKUS_CONFIG_LOCATIONS", file.toString(), "QUARKUS_HTTP_PORT", "9003"))
                        .getPort())
                .isEqualTo(9003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "8080/x", "${HOME}", "999999999999"})
    void aPortThatCannotBeAskedIsNamedWithItsSetting(String port) {
        assertThatThrownBy(() -> address(Map.of("QUARKUS_HTTP_PORT", port)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("quarkus.http.port is ");
    }

    @Test
    void aHostThatIsNoneIsNamedWithItsSetting() {
        assertThatThrownBy(() -> address(Map.of("QUARKUS_HTTP_HOST", "a b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("quarkus.http.host is ");
    }

    private static URI address(Map<String, String> environment) {
        return HealthAddress.of(
                HealthAddress.withDefaults(
                        new SmallRyeConfigBuilder().withSources(new EnvConfigSource(environment, 300))),
                "live");
    }
}
