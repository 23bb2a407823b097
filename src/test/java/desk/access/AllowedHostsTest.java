package desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

    private static FilteredServer server;

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @BeforeAll
    static void start() {
        Filters filters = new Filters();
        new AllowedHosts(Configuration.with(Map.of("hikyaku.desk.hosts", "Desk.example,desk.internal")), "own.example")
                .register(filters);
        server = new FilteredServer(filters);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8080, 200",
        "localhost.:8080, 200",
        "127.0.0.1, 200",
        "127.0.0.1:8080, 200",
        "10.1.2.3:8080, 200",
        "[::1], 200",
        "[::1]:8080, 200",
        "own.example, 200",
        "desk.example, 200",
        "DESK.internal:443, 200",
        "evil.example, 421",
        "evil.example:8080, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "x-localhost, 421",
        "sub.desk.example, 421",
        "127.0.0.1@evil.example, 400",
        "evil.example#localhost, 400",
        "1.2.3.4.5, 421",
        "0x7f000001, 421",
        "'', 421",
    })
    void aRequestIsAnsweredUnderAKnownNameOrAnAddress(String host, int status) throws Exception {
        assertThat(server.status("GET", "Host: " + host)).isEqualTo(status);
        assertThat(server.status("POST", "Host: " + host)).isEqualTo(status);
    }

    @Test
    void twoNamesAreNone() throws Exception {
        assertThat(server.status("GET", "Host: localhost", "Host: evil.example"))
                .isNotEqualTo(200);
        assertThat(server.status("GET", "Host: evil.example", "Host: localhost"))
                .isNotEqualTo(200);
        assertThat(server.status("GET", "X-Forwarded-Host: localhost")).isNotEqualTo(200);
    }

    @Test
    void aRequestThatIsRefusedIsOnRecord() throws Exception {
        server.status("GET", "Host: evil.example");

        assertThat(audit.lines()).containsExactly("somebody refused GET-for-another-host evil.example");
    }
}
