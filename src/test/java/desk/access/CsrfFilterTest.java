package desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfFilterTest {

    private static final String HOST = "Host: desk.example:8080";

    private static FilteredServer server;

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @BeforeAll
    static void start() {
        Filters filters = new Filters();
        new CsrfFilter().register(filters);
        server = new FilteredServer(filters);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://desk.example:8080, 200",
        "Origin: https://desk.example:8080, 200",
        "Origin: http://desk.example, 403",
        "Origin: http://desk.example:8081, 403",
        "Origin: http://evil.example, 403",
        "Origin: http://evil-desk.example:8080, 403",
        "Origin: http://evil.example/desk.example:8080, 403",
        "Origin: null, 403",
        "Sec-Fetch-Site: same-origin, 200",
        "Sec-Fetch-Site: none, 200",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: anything, 403",
        "Accept: */*, 200",
    })
    void whatAnotherSiteHasABrowserAskIsRefused(String header, int status) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            assertThat(server.status(method, HOST, header)).as(method).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void whatOnlyLooksIsNotAsked(String method) throws Exception {
        assertThat(server.status(method, HOST, "Origin: http://evil.example")).isEqualTo(200);
        assertThat(server.status(method, HOST, "Sec-Fetch-Site: cross-site")).isEqualTo(200);
    }

    @Test
    void whatTheBrowserSaysOfTheSiteComesBeforeTheOrigin() throws Exception {
        assertThat(server.status("POST", HOST, "Sec-Fetch-Site: cross-site", "Origin: http://desk.example:8080"))
                .isEqualTo(403);
    }

    @Test
    void aRequestThatIsRefusedIsOnRecord() throws Exception {
        server.status("POST", HOST, "Origin: http://evil.example");

        assertThat(audit.lines()).containsExactly("somebody refused POST-from-another-site http://evil.example");
    }
}
