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

/** Mails that SES stored and whose notification was lost. {@code -Dlost.mails} sets their number. */
class LostNotificationsIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("lost.mails", 10);

    /** A courier for all mails: a process for each would take most of the test's time. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT20S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S",
                "HIKYAKU_SWEEP_INBOXES", LocalCloud.INBOX,
                "HIKYAKU_QUEUE_STORED_EVERY", "PT2S",
                "HIKYAKU_SWEEP_LOST_AFTER", "PT1S",
                "HIKYAKU_QUEUE_VISIBILITY", "PT4S",
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT3S",
                "HIKYAKU_SWEEP_AUDIT_EVERY", "PT1S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT25S");
    }

    @Test
    void theBucketsEventsShowExactlyTheMailsThatNobodyAnnounced() throws Exception {
        cloud.queues().delayStored(cloud.sqs(), 8);

        List<String> lost = deliversAll(1, 0, Map.of());

        assertThat(lost).hasSize(MAILS / 10);
    }

    @Test
    void theAuditFindsExactlyTheMailsWhoseEventIsLostToo() throws Exception {
        cloud.stored().lose(Integer.MAX_VALUE);

        List<String> lost = deliversAll(0, 1, Map.of("HIKYAKU_SWEEP_RECEIVED_AFTER", "PT12S"));

        assertThat(lost).hasSize(MAILS / 10);
    }

    /**
     * @param own settings of the pipeline
     * @return the mails that were not announced
     */
    private List<String> deliversAll(int byEvents, int byAudit, Map<String, String> own) throws Exception {
        List<String> lost = new ArrayList<>();
        List<String> all = new ArrayList<>();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), own)) {
            for (int i = 0; i < MAILS; i++) {
                boolean loseIt = i % 10 == 7;
                cloud.topic().lose(loseIt ? 1 : 0);
                List<String> mail = send(1);
                all.addAll(mail);
                lost.addAll(loseIt ? mail : List.of());
            }
            awaitAll(all);
            assertThat(passed(pipeline, "deliver-lost")).isEqualTo(byEvents * lost.size());
            assertThat(passed(pipeline, "deliver-unannounced")).isEqualTo(byAudit * lost.size());
        }

        assertKeptOnce(all);
        assertThat(all)
                .extracting(mail -> deliveries.ofMail(mail).get(0).delivery().sender())
                .as("the envelope is read from SES' headers")
                .containsOnly("order@market.example");
        return lost;
    }

    /** @return how many exchanges have passed the step since the pipeline's start */
    private static double passed(Pipeline pipeline, String step) throws Exception {
        return Scrape.of(pipeline.get("/q/metrics")).series("camel_message_history_seconds_count").entrySet().stream()
                .filter(series -> series.getKey().contains("nodeId=\"" + step + "\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
