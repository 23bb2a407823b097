package local.it;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Entry;
import local.Configuration;
import local.Demo;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application with its own local cloud. */
abstract class MailJourney {

    @TempDir
    Path data;

    LocalCloud cloud;
    Deliveries deliveries;
    private int orders;

    @BeforeEach
    void startCloud() throws Exception {
        Map<String, String> settings = new HashMap<>(Demo.settings());
        settings.put("KEPT_MAILS", data.resolve("kept").toString());
        settings.put("HIKYAKU_QUEUE_STORED_EVERY", "PT1S");
        settings.putAll(changes());
        cloud = LocalCloud.onFreePorts(data, settings);
        deliveries = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
    }

    @AfterEach
    void stopCloud() throws Exception {
        cloud.close();
    }

    /** Settings of this test that differ from the demo's. */
    Map<String, String> changes() {
        return Map.of();
    }

    /** The bucket's events come sooner than in the demo, and still later than a notification and its claim. */
    void bringEventsSooner() {
        cloud.queues().delayStored(cloud.sqs(), 5);
    }

    List<String> send(int mails) {
        return IntStream.range(0, mails).mapToObj(i -> sendTo("ne-001")).toList();
    }

    /** No two mails have the same bytes. */
    String sendTo(String shop) {
        String order = "Subject: order\r\n\r\none kettle, order " + ++orders + "\r\n";
        byte[] mail = order.getBytes(StandardCharsets.US_ASCII);
        return cloud.mail().accept("order@market.example", List.of(shop + "@shop.example"), mail);
    }

    void awaitAll(List<String> mails) {
        Duration patience = Duration.ofMinutes(5).plusSeconds(2L * mails.size());
        Deque<String> open = new ArrayDeque<>(mails);
        Waiting.until("all mails are done", patience, () -> {
            while (!open.isEmpty() && status(open.peek()) == DONE) {
                open.remove(); // DONE is final, so it is not read again
            }
            return open.isEmpty();
        });
        Waiting.until(
                "the queue is empty",
                () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().mail()) == 0);
    }

    /** For each mail, one run succeeded, and the script kept it once. */
    void assertKeptOnce(List<String> mails) throws Exception {
        assertThat(mails).allSatisfy(mail -> assertThat(timeline(mail)).containsOnlyOnce(DONE));
        try (var kept = Files.list(data.resolve("kept/001"))) {
            assertThat(kept.count()).isEqualTo(mails.size());
        }
    }

    /** @param output what an operator's command printed, errors too */
    record Answer(int exitCode, String output) {}

    Answer desk(String... arguments) throws Exception {
        Path out = Files.createTempFile(data, "desk-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Packaged.desk(arguments))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(cloud.settings());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), Files.readString(out));
    }

    List<DeliveryStatus> timeline(String mail) {
        return events(mail).stream().map(Entry.Event::status).toList();
    }

    List<Entry.Event> events(String mail) {
        return deliveries.ofMail(mail).get(0).timeline();
    }

    /**
     * Counts the starts of couriers, by attempt. A RUNNING event that only gives a running task more time is not a
     * start.
     */
    List<String> starts(String mail) {
        return events(mail).stream()
                .filter(event -> event.status() == DeliveryStatus.RUNNING)
                .map(Entry.Event::note)
                .filter(note -> note.startsWith("attempt "))
                .toList();
    }

    DeliveryStatus status(String mail) {
        return deliveries.ofMail(mail).stream().map(Entry::status).findFirst().orElse(null);
    }
}
