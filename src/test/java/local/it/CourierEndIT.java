package local.it;

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
import local.Pipeline;
import local.Waiting;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A courier that receives SIGTERM while it holds orders. */
class CourierEndIT extends MailJourney {

    private static final int MAILS = 30;

    /** Runs that end before the courier gets SIGTERM. */
    private static final int BEFORE = 5;

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_ALIASES", aliases().toString(),
                "HIKYAKU_SETS_DEMO_TIME_LIMIT", "PT5M",
                "HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", "0", // the couriers are started here
                "HIKYAKU_SWEEP_TASK_AFTER", "PT10M",
                "HIKYAKU_QUEUE_VISIBILITY", "PT300S");
    }

    /** Only one shop, so that its orders arrive in sequence. Each run of its script ends when the test allows it. */
    private Path aliases() {
        try {
            Path script = Files.writeString(data.resolve("receive-mail.sh"), """
                    #!/bin/bash
                    cat >/dev/null
                    echo run >>"$KEPT_MAILS/runs"
                    run=$(wc -l <"$KEPT_MAILS/runs")
                    until [ -e "$KEPT_MAILS/end-$run" ]; do sleep 0.02; done
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
        int begun = untilOthersAreInItsHand();
        Waiting.until("those before it are deleted", () -> waiting() == MAILS - begun + 1);
        assertThat(inHand()).isGreaterThan(1);

        told.destroy();
        assertThat(told.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(inHand()).isZero();
        assertThat(waiting()).isEqualTo(MAILS - begun);
        for (int run = begun + 1; run <= MAILS; run++) {
            end(run);
        }
        assertThat(courier().waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(mails.stream().filter(mail -> status(mail) == DONE)).hasSize(MAILS - 1);
        assertThat(runs()).isEqualTo(MAILS);
    }

    /**
     * Ends the runs one after another. The number of orders that the courier receives depends on how long they took. So
     * a run with a given number may be the last of its batch.
     *
     * @return the run that has begun, with some before it and further orders that the courier holds
     */
    private int untilOthersAreInItsHand() throws IOException {
        int begun = 1;
        awaitBegun(begun);
        while (begun <= BEFORE || notTaken() == MAILS - begun) {
            end(begun);
            begun++;
            awaitBegun(begun);
        }
        return begun;
    }

    private void awaitBegun(int run) {
        Waiting.until("run " + run + " has begun", () -> runs() >= run);
    }

    private int runs() throws IOException {
        Path runs = data.resolve("kept/runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    private void end(int run) throws IOException {
        Files.createFile(data.resolve("kept/end-" + run));
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
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private int notTaken() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private int count(QueueAttributeName messages) {
        return Integer.parseInt(cloud.sqs()
                .getQueueAttributes(get -> get.queueUrl(cloud.queues().work()).attributeNames(messages))
                .attributes()
                .get(messages));
    }
}
