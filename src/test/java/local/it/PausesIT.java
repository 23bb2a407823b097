package local.it;

import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** A pause holds for all pipelines and outlives each of them. */
class PausesIT extends MailJourney {

    /** A courier for all mails, so that no process starts for each. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_PAUSE_CHECK_EVERY", "PT2S",
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT20S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S");
    }

    @Test
    void aPausedSetsMailWaitsInEveryPipelineAlsoAfterARestartUntilItIsResumed() throws Exception {
        Answer paused = desk("pause", "--set", "demo", "--why", "its database is down", "--by", "mika");
        assertThat(paused.exitCode()).isZero();
        assertThat(paused.output()).contains("demo  ", "  by mika: its database is down");
        assertThat(desk("pause", "--set", "demo", "--why", "another", "--by", "jun")
                        .output())
                .contains("it was paused already", "by mika");
        assertThat(desk("pause", "--set", "nosuch", "--why", "x"))
                .matches(answer -> answer.exitCode() == 2 && answer.output().contains("there is no set nosuch"));

        List<String> mails = new ArrayList<>();
        try (Pipeline one = Pipeline.start(cloud, Ports.free());
                Pipeline two = Pipeline.start(cloud, Ports.free())) {
            mails.addAll(sendAndWait(6));
        }
        try (Pipeline afterwards = Pipeline.start(cloud, Ports.free())) {
            mails.addAll(sendAndWait(2));
            assertThat(mails).allSatisfy(mail -> assertThat(timeline(mail)).doesNotContain(HANDED_OVER));
            assertThat(desk("pauses", "--json").output()).contains("\"set\":\"demo\"", "\"by\":\"mika\"");

            assertThat(desk("resume", "--set", "demo").output()).contains("resumed: demo ");

            assertThat(desk("pauses").exitCode()).isEqualTo(1);
            awaitAll(mails);
            assertThat(mails)
                    .allSatisfy(mail ->
                            assertThat(starts(mail)).as("in the first attempt").hasSize(1));
        }
    }

    private List<String> sendAndWait(int number) {
        List<String> sent = send(number);
        Waiting.until("all of them wait", () -> sent.stream().allMatch(this::isPaused));
        return sent;
    }

    private boolean isPaused(String mail) {
        return status(mail) == RETRY
                && deliveries.ofMail(mail).get(0).last().note().equals("waits: the set is paused");
    }
}
