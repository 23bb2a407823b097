package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.Entry;
import local.Pipeline;
import local.Waiting;
import local.cloud.FaultProxy;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/**
 * The ledger becomes unavailable when a program has ended. It remains unavailable for longer than the courier retries
 * the write, and for longer than the order's visibility timeout. One set has couriers; the other has one task for each
 * mail.
 */
class OutageIT extends MailJourney {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 40));

    @Override
    Map<String, String> changes() {
        return Map.ofEntries(
                Map.entry("HIKYAKU_SETS_DEMO_HAND_OVER", "courier"),
                Map.entry("HIKYAKU_SETS_DEMO_ALIASES", aliases().toString()),
                Map.entry("HIKYAKU_SETS_DEMO_TIME_LIMIT", "PT5M"),
                Map.entry("HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", "1"),
                Map.entry("HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT3S"),
                Map.entry("HIKYAKU_SETS_ONE_DOMAINS", "one.example"),
                Map.entry("HIKYAKU_SETS_ONE_ALIASES", data.resolve("aliases").toString()),
                Map.entry("HIKYAKU_SETS_ONE_CLUSTER", "one"),
                Map.entry("HIKYAKU_SETS_ONE_TASK_DEFINITION", "one-courier"),
                Map.entry("HIKYAKU_SETS_ONE_TIME_LIMIT", "PT5M"),
                Map.entry("HIKYAKU_COURIERS_LOOK_EVERY", "PT1S"),
                Map.entry("HIKYAKU_COURIER_REDELIVERIES", "2"),
                Map.entry("HIKYAKU_COURIER_OUTCOMES_EVERY", "PT1S"));
    }

    /** A run of the script succeeds when the test allows it. */
    private Path aliases() {
        try {
            Files.createDirectories(data.resolve("kept"));
            Path script = Files.writeString(data.resolve("receive-mail.sh"), """
                    #!/bin/sh
                    cat >/dev/null
                    echo run >>"$KEPT_MAILS/$1"
                    until [ -e "$KEPT_MAILS/end" ]; do sleep 0.05; done
                    """);
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return Files.writeString(
                    data.resolve("aliases"),
                    Stream.of("courier", "task")
                            .map(shop -> "%s: \"|%s %s\"\n".formatted(shop, script, shop))
                            .reduce("", String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aProgramThatEndsWhileTheLedgerIsAwayHasRunOnceAndItsMailIsDone() throws Exception {
        List<String> mails = List.of(sendTo("courier", "shop.example"), sendTo("task", "one.example"));
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            Waiting.until("both programs run", () -> runs("courier") == 1 && runs("task") == 1);
            cloud.tableGate().misbehave(FaultProxy.Mischief.FAIL, 1);
            Instant end = Instant.now().plus(OUTAGE);
            Files.createFile(data.resolve("kept/end"));
            Waiting.until("the outage is over", () -> Instant.now().isAfter(end));
            assertThat(mails).allSatisfy(mail -> assertThat(status(mail)).isEqualTo(RUNNING));

            cloud.tableGate().behave();

            awaitAll(mails);
            Waiting.until("the couriers have gone", () -> cloud.tasks().running() == 0);
            Waiting.until(
                    "no order is left",
                    () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().work()) == 0);
        }
        assertThat(runs("courier")).isEqualTo(1);
        assertThat(runs("task")).isEqualTo(1);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(timeline(mail)).containsOnlyOnce(DONE).doesNotContain(RETRY);
            assertThat(events(mail)).extracting(Entry.Event::note).containsOnlyOnce("attempt 1");
        });
    }

    private String sendTo(String shop, String domain) {
        byte[] mail = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);
        return cloud.mail().accept("order@market.example", List.of(shop + "@" + domain), mail);
    }

    private int runs(String shop) throws IOException {
        Path runs = data.resolve("kept").resolve(shop);
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }
}
