package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import local.Pipeline;
import local.Scrape;
import local.Waiting;
import local.cloud.CanarySmtpServer;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/**
 * The packaged pipeline's canary at a mail server that requires a login and sometimes refuses. {@link AlarmsIT} checks
 * a canary that arrives.
 */
class CanaryIT extends MailJourney {

    private final int port = Ports.free();

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_CANARY", "Canary@shop.example",
                "HIKYAKU_CANARY_FROM", "hikyaku@ops.example",
                "HIKYAKU_CANARY_USER", CanarySmtpServer.USER,
                "HIKYAKU_CANARY_PASSWORD", CanarySmtpServer.PASSWORD,
                "HIKYAKU_CANARY_EVERY", "PT1S");
    }

    @Test
    void aCanaryThatIsRefusedIsCountedAndSentAgainAndNoAddressIsLogged() throws Exception {
        try (CanarySmtpServer postbox = new CanarySmtpServer(port);
                Pipeline pipeline = Pipeline.start(cloud, Ports.free(), Map.of("HIKYAKU_CANARY_PORT", "" + port))) {
            Waiting.until("a canary is refused", () -> failures(pipeline).contains("SendFailedException"));
            postbox.open();
            Waiting.until("a canary is taken", () -> !postbox.letters().isEmpty());

            CanarySmtpServer.Letter canary = postbox.letters().get(0);
            assertThat(canary.from()).isEqualTo("hikyaku@ops.example");
            assertThat(canary.to()).isEqualTo("canary@shop.example");
            assertThat(canary.text().lines())
                    .contains("From: hikyaku@ops.example", "To: canary@shop.example", "Auto-Submitted: auto-generated")
                    .anyMatch(line -> line.matches("Message-ID: <canary\\.\\d+@shop\\.example>"))
                    .noneMatch(line -> line.startsWith("Camel"));
        }

        assertThat(Files.readString(data.resolve("pipeline.log")))
                .contains("unclaimed failed in send-canary")
                .doesNotContain("@", CanarySmtpServer.PASSWORD);
    }

    @Test
    void neitherPasswordNorMailGoesToAMailServerWithoutTls() throws Exception {
        Map<String, String> own = Map.of("HIKYAKU_CANARY_PORT", "" + port, "HIKYAKU_CANARY_TLS", "true");
        try (CanarySmtpServer postbox = new CanarySmtpServer(port);
                Pipeline pipeline = Pipeline.start(cloud, Ports.free(), own)) {
            postbox.open();
            Waiting.until("a canary is not sent", () -> failures(pipeline).contains("MessagingException"));

            assertThat(postbox.logins()).isZero();
            assertThat(postbox.letters()).isEmpty();
        }
    }

    /** @return the kinds of the failures */
    private static Set<String> failures(Pipeline pipeline) {
        try {
            return Scrape.of(pipeline.get("/q/metrics")).series("hikyaku_failures_total").keySet().stream()
                    .filter(labels -> labels.contains("route=\"send-canary\""))
                    .map(labels -> labels.replaceFirst(".*kind=\"(\\w+)\".*", "$1"))
                    .collect(Collectors.toSet());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the pipeline does not answer", e);
        }
    }
}
