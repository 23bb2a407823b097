package local.it;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A mail that waits for a slot of its tenant, for longer than its queue delivers a message. */
class WaitingIT extends MailJourney {

    /** The queue's maxReceiveCount, after which a message is a dead letter; above queue.receives. */
    private static final int RECEIVES = 6;

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_ALIASES", aliases().toString(),
                "HIKYAKU_SETS_DEMO_TIME_LIMIT", "PT5M",
                "HIKYAKU_QUEUE_RECEIVES", "4",
                "HIKYAKU_SETS_DEMO_LIMITS_TENANT_AT_ONCE", "1",
                "HIKYAKU_SETS_DEMO_LIMITS_AGAIN", "PT1S");
    }

    private Path aliases() {
        try {
            Files.createDirectories(data.resolve("kept"));
            Path script = Files.writeString(data.resolve("receive-mail.sh"), """
                    #!/bin/sh
                    cat >/dev/null
                    echo run >>"$KEPT_MAILS/runs"
                    until [ -e "$KEPT_MAILS/end" ]; do sleep 0.05; done
                    """);
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return Files.writeString(data.resolve("aliases"), "ne-001: |" + script + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMailThatOnlyWaitsIsNoDeadLetterAndIsDoneWhenItHasAPlace() throws Exception {
        String redrive = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:hikyaku-dead-letters\","
                + "\"maxReceiveCount\":\"" + RECEIVES + "\"}";
        cloud.sqs()
                .setQueueAttributes(set -> set.queueUrl(cloud.queues().mail())
                        .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            String first = sendTo("ne-001");
            Waiting.until("it runs", () -> Files.exists(data.resolve("kept/runs")));
            String second = sendTo("ne-001");

            Waiting.until("its message is acknowledged", () -> claims(second) > 2 && inMailQueue() == 0);
            long claims = claims(second);
            Waiting.until("the sweeper has taken it up again and again", () -> claims(second) >= claims + 5);
            assertThat(timeline(second)).contains(RETRY).doesNotContain(DONE);
            assertThat(cloud.queues().deadLetters(cloud.sqs())).isEmpty();
            Files.createFile(data.resolve("kept/end"));

            Waiting.until("both are done", () -> status(first) == DONE && status(second) == DONE);
        }
        assertThat(Files.readAllLines(data.resolve("kept/runs"))).hasSize(2);
        assertThat(cloud.queues().deadLetters(cloud.sqs())).isEmpty();
    }

    private int inMailQueue() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().mail());
    }

    private long claims(String mail) {
        return deliveries.ofMail(mail).stream()
                .flatMap(entry -> entry.timeline().stream())
                .filter(event -> event.status() == CLAIMED)
                .count();
    }
}
