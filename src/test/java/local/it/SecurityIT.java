package local.it;

import static local.DeskClient.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import local.Demo;
import local.DeskClient;
import local.Pipeline;
import local.Waiting;
import local.cloud.Endpoint;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which users can access which parts of the packaged application, and which requests the audit log records. */
class SecurityIT {

    private static final String CONTEXT = "org.apache.camel:context=hikyaku,type=context,name=\"hikyaku\"";
    private static final String ROUTE = "org.apache.camel:context=hikyaku,type=routes,name=\"sweep-inbox\"";
    private static final String CLAIM = "org.apache.camel:context=hikyaku,type=processors,name=\"claim\"";

    @TempDir
    static Path data;

    private static LocalCloud cloud;
    private static Pipeline pipeline;
    private static DeskClient desk;

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.onFreePorts(data, Demo.settings());
        pipeline = Pipeline.start(cloud, Ports.free());
        desk = new DeskClient(pipeline.port());
        Waiting.until("Camel's MBeans are there", () -> status("viewer", read(CLAIM, "ExchangesTotal")) == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        try (LocalCloud whole = cloud;
                Pipeline first = pipeline) {}
    }

    @ParameterizedTest
    @CsvSource({
        "/, 401, 302",
        "/desk, 401, 200",
        "/api/x, 401, 404",
        "/q/anything, 401, 404",
        "/nothing, 401, 404",
        "/console, 401, 303",
        "/console/, 401, 200",
        "/console/index.html, 401, 200",
        "/console/hawtconfig.json, 401, 200",
        "/console/static/js/main.8fd02e46.js, 401, 200",
        "/console/camel/routes, 401, 200",
        "/console/x/../user, 401, 200",
        "/console/%75ser, 401, 200",
        "//console/user, 401, 200",
        "/console;x/user, 401, 200",
        "/q/health, 200, 200",
        "/q/health/ready, 200, 200",
        "/q/metrics, 200, 200",
    })
    void everyPathButHealthAndMetricsNeedsAUser(String path, int nobody, int user) throws Exception {
        assertAnswer(NOBODY, path, nobody);
        assertAnswer("viewer", path, user);
        assertAnswer("operator", path, user);
        assertAnswer("mallory", path, 401);
    }

    private static void assertAnswer(String user, String path, int status) throws Exception {
        HttpResponse<String> answer = desk.ask(user, "GET", path, "");
        assertThat(answer.statusCode()).as("%s: %s", user, answer.body()).isEqualTo(status);
    }

    static Stream<Endpoint> endpoints() {
        return Endpoint.all().filter(endpoint -> !endpoint.path().endsWith("/auth/logout"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void everybodyElseMayLookAndOnlyOperatorsReadMailAndAct(Endpoint endpoint) throws Exception {
        assertThat(status(NOBODY, endpoint)).isEqualTo(401);
        assertThat(status("operator", endpoint)).isNotIn(401, 403);
        if (endpoint.isForViewers()) {
            assertThat(status("viewer", endpoint)).isNotIn(401, 403);
        } else {
            assertThat(status("viewer", endpoint)).isEqualTo(403);
        }
    }

    private static int status(String user, Endpoint endpoint) throws Exception {
        return desk.ask(user, endpoint.method(), endpoint.path(), "{}", "Content-Type", "application/json")
                .statusCode();
    }

    @Test
    void whatAnotherSiteHasABrowserAskIsRefused() throws Exception {
        assertThat(post("Origin", "https://elsewhere.example")).isEqualTo(403);
        assertThat(post("Origin", "null")).isEqualTo(403);
        assertThat(post("Origin", "http://127.0.0.1:1")).isEqualTo(403);
        assertThat(post("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(post("Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(post("Origin", "http://127.0.0.1:" + pipeline.port())).isEqualTo(200);
        assertThat(post("Sec-Fetch-Site", "same-origin")).isEqualTo(200);
        assertThat(post("Accept", "*/*")).as("a command line").isEqualTo(200);
        assertThat(audit()).contains("somebody refused POST-from-another-site https://elsewhere.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/metrics", "/desk", "/api/sets", "/console/"})
    void underAForeignNameNothingIsAnswered(String path) throws Exception {
        assertThat(statusUnder("evil.example:" + pipeline.port(), path)).isEqualTo(421);
        assertThat(statusUnder("localhost:" + pipeline.port(), path)).isIn(200, 401);
        assertThat(audit()).contains("somebody refused GET-for-another-host evil.example");
    }

    private static int statusUnder(String host, String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", pipeline.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    private static int post(String header, String value) throws Exception {
        return desk.ask("operator", "POST", "/console/jolokia", "{\"type\":\"version\"}", header, value)
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk", "/api/x", "/console/", "/console/jolokia", "/console/camel/routes"})
    void browsersAreToldToKeepNothingAndLoadNothingElse(String path) throws Exception {
        var headers = desk.ask("viewer", "GET", path, "").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void aViewerSeesTheRoutesWithTheirCounters() throws Exception {
        JsonNode routes = desk.jolokia("viewer", exec(CONTEXT, "dumpRoutesAsXml()"));
        JsonNode counters = desk.jolokia("viewer", exec(CONTEXT, "dumpRoutesStatsAsXml", true, true));

        assertThat(routes.get("value").asText()).contains("id=\"mark-handed-over\" customId=\"true\"");
        assertThat(counters.get("value").asText()).contains("processorStat id=\"mark-handed-over\"");
        assertThat(desk.jolokia("viewer", read(ROUTE, "ExchangesTotal"))
                        .get("status")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void anOperatorStopsARouteAndAViewerDoesNot() throws Exception {
        assertThat(status("viewer", exec(ROUTE, "stop()"))).isEqualTo(403);
        assertThat(state()).isEqualTo("Started");

        assertThat(status("operator", exec(ROUTE, "stop()"))).isEqualTo(200);
        assertThat(state()).isEqualTo("Stopped");

        assertThat(status("operator", exec(ROUTE, "start()"))).isEqualTo(200);
        assertThat(audit())
                .contains("viewer refused stop " + ROUTE, "operator allowed stop " + ROUTE)
                .contains("operator allowed start " + ROUTE);
    }

    private static String state() throws Exception {
        return desk.jolokia("viewer", read(ROUTE, "State")).get("value").asText();
    }

    static List<Map<String, ?>> harmful() {
        String heap = data.resolve("heap.hprof").toString();
        return List.of(
                exec(CONTEXT, "sendBody(java.lang.String,java.lang.Object)", "direct:deliver", "secret-argument"),
                exec(CONTEXT, "requestStringBody", "direct:deliver", "secret-argument"),
                exec(CONTEXT, "createEndpoint", "file:/tmp?fileName=secret-argument"),
                exec(CONTEXT, "stop()"),
                exec(CLAIM, "clear()"),
                exec(ROUTE, "updateRouteFromXml", "<route/>"),
                exec("org.apache.camel:type=routes,*", "stop()"),
                exec("com.sun.management:type=HotSpotDiagnostic", "dumpHeap", heap, true),
                exec("com.sun.management:type=DiagnosticCommand", "vmSystemProperties"),
                exec("java.util.logging:type=Logging", "setLoggerLevel", "hikyaku.audit", "OFF"),
                exec("java.lang:type=Memory", "gc"),
                Map.of("type", "write", "mbean", ROUTE, "attribute", "Tracing", "value", "true"),
                Map.of("type", "write", "mbean", "java.lang:type=Memory", "attribute", "Verbose", "value", true),
                read("java.lang:type=Runtime", "SystemProperties"),
                read("java.lang:type=Runtime", "InputArguments"),
                Map.of("type", "read", "mbean", "java.lang:*"));
    }

    @ParameterizedTest
    @MethodSource("harmful")
    void whatCouldHarmIsRefusedToBothRolesAndOnRecord(Map<String, ?> request) throws Exception {
        assertThat(status("viewer", request)).isEqualTo(403);
        assertThat(status("operator", request)).isEqualTo(403);

        assertThat(data.resolve("heap.hprof")).doesNotExist();
        assertThat(audit()).contains("viewer refused ", "operator refused ").doesNotContain("secret-argument");
    }

    @Test
    void aProxyToOtherMachinesAndNotificationsAreNotThere() throws Exception {
        Map<String, ?> proxy = Map.of(
                "type", "read",
                "mbean", "java.lang:type=Memory",
                "attribute", "Verbose",
                "target", Map.of("url", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi"));
        JsonNode listed = desk.jolokia("operator", Map.of("type", "list"));

        assertThat(desk.jolokia("operator", proxy).toString()).doesNotContain("Connection refused");
        assertThat(status("operator", Map.of("type", "notification", "command", "register")))
                .isEqualTo(403);
        assertThat(listed.get("value").fieldNames())
                .toIterable()
                .isSubsetOf("java.lang", "org.apache.camel", "hikyaku");
    }

    @Test
    void aWrongPasswordIsOnRecordWithoutTheName() throws Exception {
        assertThat(desk.get("mallory@shop.example", "/console/")).isEqualTo(401);

        assertThat(audit()).contains("somebody refused login").doesNotContain("mallory");
    }

    @Test
    void whatIsRefusedIsOnRecordWithoutAddresses() throws Exception {
        for (String path : List.of("/desk/ne-001@shop.example", "/api/mails/ne-001%40shop.example/x")) {
            assertThat(desk.get(NOBODY, path)).isEqualTo(401);
        }

        assertThat(audit())
                .contains("refused GET /desk/_", "refused GET /api/mails/_/x")
                .doesNotContain("shop.example");
    }

    @Test
    void aDoorToTheNetworkWithoutUsersStaysShut() throws Exception {
        assertThat(refusalToStart(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0")))
                .isEqualTo(
                        "hikyaku does not start: quarkus.http.host=0.0.0.0 opens the desk to the network, but it has no"
                                + " users: add users (hikyaku.desk.users.NAME.password and .role), or listen on 127.0.0.1.\n");
    }

    @Test
    void aPasswordInClearStopsTheStart() throws Exception {
        Map<String, String> clear =
                Map.of("HIKYAKU_DESK_USERS_MIKA_PASSWORD", "secret", "HIKYAKU_DESK_USERS_MIKA_ROLE", "operator");

        assertThat(refusalToStart(clear))
                .startsWith("hikyaku does not start: hikyaku.desk.users.mika.password is not a bcrypt hash")
                .doesNotContain("secret");
    }

    private static String refusalToStart(Map<String, String> changes) throws Exception {
        Path log = data.resolve("refused.log");
        ProcessBuilder builder = new ProcessBuilder(Packaged.pipeline())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(cloud.settings());
        builder.environment().keySet().removeIf(name -> name.startsWith("HIKYAKU_DESK_USERS"));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(Ports.free()));
        builder.environment().putAll(changes);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(log);
    }

    private static int status(String user, Map<String, ?> request) throws Exception {
        return desk.jolokia(user, request).get("status").asInt();
    }

    private static Map<String, ?> exec(String bean, String operation, Object... arguments) {
        return Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", List.of(arguments));
    }

    private static Map<String, ?> read(String bean, String attribute) {
        return Map.of("type", "read", "mbean", bean, "attribute", attribute);
    }

    private static String audit() throws Exception {
        try (Stream<String> lines = Files.lines(data.resolve("pipeline.log"))) {
            return String.join(
                    "\n", lines.filter(line -> line.contains("[hik.audit]")).toList());
        }
    }
}
