package local;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A courier that is told to end with orders in its hand. */
class CourierEndIT extends MailJourney {

    private static final int MAILS = 30;

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_ALIASES", aliases().toString(),
                "HIKYAKU_SETS_DEMO_TIME_LIMIT", "PT5M",
                "HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", "0", // the couriers are started here
                "HIKYAKU_SWEEP_TASK_AFTER", "PT10M",
                "QUEUE_VISIBILITY", "300");
    }

    /** One shop, whose orders come in their order. Its script is quick but for the twentieth mail. */
    private Path aliases() {
        try {
            Path script = Files.writeString(data.resolve("receive-mail.sh"), """
                    #!/bin/bash
                    cat >/dev/null
                    echo run >>"$KEPT_MAILS/runs"
                    if [ "$(wc -l <"$KEPT_MAILS/runs")" = 20 ]; then mkdir "$KEPT_MAILS/slow"; sleep 600; fi
                    """);
            assertThat(script.toFile().setExecutable(true)).isTrue();
            Files.createDirectories(data.resolve("kept"));
            return Files.writeString(data.resolve("aliases"), "ne-001: |" + script + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatItHasNotBegunGoesBackAtOnceAndNothingRunsTwice() throws Exception {
        List<String> mails;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            mails = send(MAILS);
            Waiting.until("all are handed over", () -> mails.stream().allMatch(mail -> status(mail) == HANDED_OVER));
        }
        Process told = courier();
        Waiting.until("the slow one runs", () -> Files.exists(data.resolve("kept/slow")));
        Waiting.until("those before it are deleted", () -> waiting() == MAILS - 19);
        assertThat(inHand()).isGreaterThan(1);

        told.destroy();
        assertThat(told.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(inHand()).isZero();
        assertThat(waiting()).isEqualTo(MAILS - 20);
        assertThat(courier().waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(mails.stream().filter(mail -> status(mail) == DONE)).hasSize(MAILS - 1);
        assertThat(Files.readAllLines(data.resolve("kept/runs"))).hasSize(MAILS);
    }

    private Process courier() throws IOException {
        ProcessBuilder courier = new ProcessBuilder(Packaged.courier()).redirectErrorStream(true);
        courier.environment().putAll(cloud.settings());
        courier.environment().put("HIKYAKU_COURIER_QUEUE", cloud.queues().work());
        courier.environment().put("HIKYAKU_COURIER_IDLE", "PT1S");
        return courier.redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("courier.log").toFile()))
                .start();
    }

    private int waiting() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().work());
    }

    private int inHand() {
        QueueAttributeName hidden = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
        return Integer.parseInt(cloud.sqs()
                .getQueueAttributes(get -> get.queueUrl(cloud.queues().work()).attributeNames(hidden))
                .attributes()
                .get(hidden));
    }
}
