package local;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application against the local cloud, over HTTP, while its process is killed or told to end. */
class CrashIT {

    private static final int MAILS = Integer.getInteger("crash.mails", 20);

    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @TempDir
    Path data;

    private LocalCloud cloud;
    private Deliveries deliveries;

    @BeforeEach
    void startCloud() throws Exception {
        Map<String, String> settings = new HashMap<>(Demo.settings());
        settings.put("KEPT_MAILS", data.resolve("kept").toString());
        cloud = LocalCloud.onFreePorts(data, settings);
        deliveries = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
    }

    @AfterEach
    void stopCloud() throws Exception {
        cloud.close();
    }

    @Test
    void afterKillsAtAnyMomentEveryMailIsDoneAndItsScriptHasRunOnce() throws Exception {
        System.out.printf("crash.seed=%d: %d kills while %d mails are on their way%n", SEED, KILLS, MAILS);
        Random random = new Random(SEED);
        List<String> mails = send();
        for (int i = 0; i < KILLS; i++) {
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(3000)).toNanos());
                assertThat(mails).as("the kill comes in time").anyMatch(mail -> status(mail) != DONE);
                pipeline.kill();
            }
        }

        try (Pipeline successor = Pipeline.start(cloud, Ports.free())) {
            awaitAll(mails);
        }

        assertRanOnce(mails);
    }

    @Test
    void sigtermEndsInTimeAndLosesAndRepeatsNothing() throws Exception {
        List<String> mails;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            assertThat(pipeline.get("/q/metrics")).contains("camel_");
            mails = send();
            Waiting.until("some are handed over", () -> cloud.tasks().started() >= 2);
            assertThat(pipeline.stop(Duration.ofSeconds(30))).isTrue();
        }

        try (Pipeline successor = Pipeline.start(cloud, Ports.free())) {
            awaitAll(mails);
        }

        assertRanOnce(mails);
    }

    private List<String> send() {
        List<String> mails = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            byte[] mail = ("Subject: order " + i + "\r\n\r\none kettle\r\n").getBytes(StandardCharsets.US_ASCII);
            mails.add(cloud.mail().accept("order@market.example", List.of("ne-001@shop.example"), mail));
        }
        return mails;
    }

    private void awaitAll(List<String> mails) {
        Waiting.until("all mails are done", () -> mails.stream().allMatch(mail -> status(mail) == DONE));
        Waiting.until(
                "the queue is empty",
                () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().mail()) == 0);
    }

    private void assertRanOnce(List<String> mails) throws Exception {
        assertThat(mails).allSatisfy(mail -> {
            List<DeliveryStatus> timeline = deliveries.ofMail(mail).get(0).timeline().stream()
                    .map(Entry.Event::status)
                    .toList();
            assertThat(timeline).containsOnlyOnce(DeliveryStatus.RUNNING);
        });
        try (var kept = Files.list(data.resolve("kept/001"))) {
            assertThat(kept.count()).isEqualTo(MAILS);
        }
    }

    private DeliveryStatus status(String mail) {
        return deliveries.ofMail(mail).stream().map(Entry::status).findFirst().orElse(null);
    }
}
