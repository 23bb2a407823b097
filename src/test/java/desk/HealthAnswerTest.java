package desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a container's health check is told. The image's runtime sees the exit code; a person sees the line. */
class HealthAnswerTest {

    private static final String DEAD_POLLER = """
            {"status": "DOWN", "checks": [
              {"name": "pollers", "status": "DOWN", "data": {"receive-mail": 1}},
              {"name": "others", "status": "UP", "data": {"receive-mail": 7}}]}""";

    private HttpServer pipeline;
    private int status;
    private String body;

    @BeforeEach
    void listen() throws IOException {
        pipeline = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pipeline.createContext("/q/health/live", call -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        pipeline.start();
    }

    @AfterEach
    void stop() {
        pipeline.stop(0);
    }

    @Test
    void aPipelineWhosePollersAreAliveIsUp() {
        answers(200, "{\"status\": \"UP\", \"checks\": []}");

        assertThat(HealthAnswer.of(address())).isEqualTo(new HealthAnswer(true, ""));
    }

    @Test
    void aDeadPollerIsNamedInALine() {
        answers(503, DEAD_POLLER);

        assertThat(HealthAnswer.of(address())).isEqualTo(new HealthAnswer(false, "pollers receive-mail=1"));
    }

    @Test
    void aPasswordThatNoHealthCheckHasIsDownAndTheSettingIsNamed() {
        answers(401, "");

        assertThat(HealthAnswer.of(address()).isUp()).isFalse();
        assertThat(HealthAnswer.of(address()).why()).contains(" 401: ", "quarkus.http.host");
    }

    @Test
    void anotherProgramAtTheAddressIsNotThePipeline() {
        answers(404, "");
        assertThat(HealthAnswer.of(address())).matches(answer -> !answer.isUp() && answer.why().contains(" 404: "));

        answers(302, "");
        assertThat(HealthAnswer.of(address())).matches(answer -> !answer.isUp() && answer.why().contains(" 302: "));
    }

    @Test
    void anAnswerThatIsNoJsonIsStillOneLine() {
        answers(503, "<html>\nService\n unavailable</html>");
        assertThat(HealthAnswer.of(address()).why()).contains("503").doesNotContain("html");

        answers(503, "{\"checks\": [{\"name\": \"x\\n\\u001b[31m\", \"status\": \"DOWN\"}]}");
        assertThat(HealthAnswer.of(address()).why()).isEqualTo("x  [31m");
    }

    @Test
    void whereNothingListensItIsDown() throws IOException {
        pipeline.stop(0);

        assertThat(HealthAnswer.of(address()))
                .matches(answer -> !answer.isUp() && answer.why().startsWith("nothing answers at http://127.0.0.1:"));
    }

    @Test
    void aPipelineThatTakesTheCallAndSaysNothingIsDownWithinSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HealthAnswer answer = HealthAnswer.of(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/q/health/live"));

            assertThat(answer).matches(one -> !one.isUp() && one.why().endsWith("does not answer in time"));
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + pipeline.getAddress().getPort() + "/q/health/live");
    }

    private void answers(int status, String body) {
        this.status = status;
        this.body = body;
    }
}
