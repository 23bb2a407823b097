package settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import local.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.SdkHttpClient;

/** All AWS calls of an answer share one deadline. */
class RequestDeadlineTest {

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    @Test
    void whatIsLeftGrowsLessAndIsNeverNothing() throws Exception {
        AtomicLong now = new AtomicLong();

        Duration left = RequestDeadline.within(Duration.ofSeconds(5), now::get, () -> {
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            return RequestDeadline.current().left().orElseThrow();
        });
        Duration nothing = RequestDeadline.within(Duration.ofSeconds(5), now::get, () -> {
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            return RequestDeadline.current().left().orElseThrow();
        });

        assertThat(left).isEqualTo(Duration.ofSeconds(3));
        assertThat(nothing).isEqualTo(Duration.ofMillis(1));
        assertThat(RequestDeadline.current().left()).isEmpty();
    }

    @Test
    void itGoesAlongToThreadsThatWorkForIt() throws Exception {
        Duration[] left = new Duration[1];
        RequestDeadline.within(Duration.ofSeconds(5), () -> {
            RequestDeadline deadline = RequestDeadline.current();
            Thread helper = new Thread(() -> deadline.run(
                    () -> left[0] = RequestDeadline.current().left().orElse(null)));
            helper.start();
            helper.join();
            return null;
        });

        assertThat(left[0]).isNotNull();
    }

    /** A server that accepts a connection and never answers: without the deadline, a call takes two minutes. */
    @Test
    @Timeout(20)
    void aLedgerAndAnArchiveThatHangAreGivenUpInTime() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String endpoint = "http://127.0.0.1:" + hanging.getLocalPort();
            AwsClients clients = new AwsClients(Configuration.with(
                    Map.of("hikyaku.aws.endpoints.dynamodb", endpoint, "hikyaku.aws.endpoints.s3", endpoint)));
            try (SdkHttpClient http = clients.http()) {
                assertThatThrownBy(() -> RequestDeadline.within(
                                Duration.ofMillis(300),
                                () -> clients.dynamoDb(http).listTables()))
                        .isInstanceOf(ApiCallTimeoutException.class);
                assertThatThrownBy(() -> RequestDeadline.within(
                                Duration.ofMillis(300),
                                () -> clients.s3(http)
                                        .getObject(get -> get.bucket("raw").key("1"))))
                        .isInstanceOf(ApiCallTimeoutException.class);
            }
        }
    }
}
