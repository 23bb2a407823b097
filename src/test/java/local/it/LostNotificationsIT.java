package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import local.Pipeline;
import local.Scrape;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** Mails that SES stored and whose notification was lost. {@code -Dlost.mails} makes it more than ten. */
class LostNotificationsIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("lost.mails", 10);

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SWEEP_INBOXES", LocalCloud.INBOX,
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT3S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT15S");
    }

    @Test
    void theSweeperFindsAndDeliversExactlyTheMailsThatNobodyAnnounced() throws Exception {
        List<String> lost = new ArrayList<>();
        List<String> all = new ArrayList<>();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            for (int i = 0; i < MAILS; i++) {
                boolean loseIt = i % 10 == 7;
                cloud.topic().lose(loseIt ? 1 : 0);
                List<String> mail = send(1);
                all.addAll(mail);
                lost.addAll(loseIt ? mail : List.of());
            }
            awaitAll(all);
            assertThat(found(pipeline)).isEqualTo(lost.size());
        }

        assertKeptOnce(all);
        assertThat(lost).hasSize(MAILS / 10);
        assertThat(all)
                .extracting(mail -> deliveries.ofMail(mail).get(0).delivery().sender())
                .as("the envelope is read from SES' headers")
                .containsOnly("order@market.example");
    }

    /** Every other mail was announced before the sweeper would find it. */
    private static double found(Pipeline pipeline) throws Exception {
        return Scrape.of(pipeline.get("/q/metrics")).series("camel_message_history_seconds_count").entrySet().stream()
                .filter(step -> step.getKey().contains("nodeId=\"deliver-unannounced\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
