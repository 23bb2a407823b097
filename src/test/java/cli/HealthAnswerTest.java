package cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of a container's health check. The image's runtime sees the exit code; a person sees the line. */
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
        assertThat(HealthAnswer.of(address()))
                .matches(answer -> !answer.isUp() && answer.why().contains(" 404: "));

        answers(302, "");
        assertThat(HealthAnswer.of(address()))
                .matches(answer -> !answer.isUp() && answer.why().contains(" 302: "));
    }

    @Test
    void anAnswerThatIsNoJsonIsStillOneLine() {
        answers(503, "<html>\nService\n unavailable</html>");
        assertThat(HealthAnswer.of(address()).why()).contains("503").doesNotContain("html");

        answers(503, "{\"checks\": [{\"name\": \"x\\n\\u001b[31m\", \"status\": \"DOWN\"}]}");
        assertThat(HealthAnswer.of(address()).why()).isEqualTo("x  [31m");
    }

    /** The server's certificate names the load balancer, and the issuer is not trusted here. */
    @Test
    void aPipelineThatAnswersWithItsOwnCertificateOnlyIsUp(@TempDir Path folder) throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate(folder.resolve("keys"))));
        secure.createContext("/q/health/live", call -> {
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        secure.start();
        try {
            URI address = URI.create("https://127.0.0.1:" + secure.getAddress().getPort() + "/q/health/live");

            assertThat(HealthAnswer.of(address)).isEqualTo(new HealthAnswer(true, ""));
        } finally {
            secure.stop(0);
        }
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
            HealthAnswer answer =
                    HealthAnswer.of(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/q/health/live"));

            assertThat(answer).matches(one -> !one.isUp() && one.why().endsWith("does not answer in time"));
        }
    }

    private static SSLContext certificate(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String words = "-genkeypair -alias mail -keyalg EC -dname CN=desk.example -storepass secret -keystore " + file;
        List<String> command = new ArrayList<>(List.of(words.split(" ")));
        command.add(0, keytool);
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), "secret".toCharArray()), "secret".toCharArray());
        SSLContext own = SSLContext.getInstance("TLS");
        own.init(keys.getKeyManagers(), null, null);
        return own;
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + pipeline.getAddress().getPort() + "/q/health/live");
    }

    private void answers(int status, String body) {
        this.status = status;
        this.body = body;
    }
}
