package tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries the metadata endpoint as in an ECS container. */
class CurrentTaskTest {

    private static final String ARN = "arn:aws:ecs:ap-northeast-1:123456789012:task/demo/1";

    private final List<String> asked = new ArrayList<>();
    private String answer = "{\"Cluster\":\"demo\",\"TaskARN\":\"" + ARN + "\"}";
    private HttpServer metadata;

    @BeforeEach
    void startEndpoint() throws IOException {
        metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metadata.createContext("/", call -> {
            asked.add(call.getRequestURI().getPath());
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        metadata.start();
    }

    @AfterEach
    void stopEndpoint() {
        metadata.stop(0);
    }

    @Test
    void aCourierAsksOnceWhichTaskItIs() {
        CurrentTask own = new CurrentTask(Optional.of(endpoint()));

        assertThat(own.arn()).isEqualTo(ARN);
        assertThat(own.arn()).isEqualTo(ARN);
        assertThat(asked).containsExactly("/v4/1/task");
    }

    @Test
    void anEndpointThatDoesNotKnowYetIsAskedAgain() {
        CurrentTask own = new CurrentTask(Optional.of(endpoint()));
        String later = answer;
        answer = "{}";
        assertThat(own.arn()).isNull();

        answer = "no json";
        assertThat(own.arn()).isNull();

        answer = later;
        assertThat(own.arn()).isEqualTo(ARN);
    }

    @Test
    void outsideOfEcsThereIsNoTask() {
        assertThat(new CurrentTask(Optional.empty()).arn()).isNull();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + metadata.getAddress().getPort() + "/v4/1");
    }
}
