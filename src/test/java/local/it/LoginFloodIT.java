package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import local.Demo;
import local.Pipeline;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of wrong logins at once, sent to the packaged application. */
@Tag("alone")
class LoginFloodIT {

    private static final int AT_ONCE = 400;
    private static final int FOR_EACH = 5;

    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * ECS' health check gives up after several failures: on a busy machine a single answer may be late, but no more.
     */
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    @TempDir
    static Path data;

    private static LocalCloud cloud;
    private static Pipeline pipeline;

    private final HttpClient attacker = client();
    private final HttpClient prober = client();

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.onFreePorts(data, Demo.settings());
        pipeline = Pipeline.start(cloud, Ports.free());
    }

    @AfterAll
    static void stop() throws Exception {
        try (LocalCloud whole = cloud;
                Pipeline first = pipeline) {}
    }

    @Test
    void healthAnswersThroughAFloodOfLoginsAndARightOneGetsInAfterwards() throws Exception {
        flood(AT_ONCE / 20).forEach(CompletableFuture::join); // a program that has just started is slow by itself
        millisToLive();

        List<CompletableFuture<Integer>> flood = flood(AT_ONCE);
        List<Long> answers = new ArrayList<>();
        CompletableFuture<Void> all = CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new));
        do {
            answers.add(millisToLive());
        } while (!all.isDone());

        List<Integer> last = flood.stream().map(CompletableFuture::join).toList();
        assertThat(last).isSubsetOf(401, 429).contains(429);
        assertThat(answers).allMatch(millis -> millis < TOO_LATE.toMillis());
        assertThat(answers.stream().sorted().toList().get(answers.size() / 2))
                .as("usual time of %s", answers)
                .isLessThan(SOON.toMillis());
        assertThat(status("operator", "operator")).isEqualTo(200);
        assertThat(status("operator", "wrong")).isEqualTo(401);
    }

    private List<CompletableFuture<Integer>> flood(int atOnce) {
        return IntStream.range(0, atOnce).mapToObj(i -> tries(FOR_EACH)).toList();
    }

    /** @return the status of the last login */
    private CompletableFuture<Integer> tries(int more) {
        CompletableFuture<Integer> one = attacker.sendAsync(
                        request("nobody" + more, "wrong"), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
        return more == 1 ? one : one.thenCompose(status -> tries(more - 1));
    }

    private long millisToLive() throws Exception {
        HttpRequest live = HttpRequest.newBuilder(URI.create(address("/q/health/live")))
                .timeout(Duration.ofSeconds(30))
                .build();
        long start = System.nanoTime();
        assertThat(prober.send(live, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private int status(String user, String password) throws Exception {
        return attacker.send(request(user, password), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest request(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(address("/desk")))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .build();
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + pipeline.port() + path;
    }

    /** HTTP/2 would put all requests on one connection, which allows a hundred at once. */
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
