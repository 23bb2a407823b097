package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import books.DynamoDbDayBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.DynamoDbSearch;
import ledger.RowKey;
import ledger.Search;
import ledger.Search.By;
import ledger.Search.Wanted;
import ledger.Transition;
import local.Alerts;
import local.Configuration;
import local.Pipeline;
import local.Scrape;
import local.Waiting;
import local.cloud.FaultProxy.Mischief;
import local.cloud.LedgerTable;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import mail.BucketEvent;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import watch.Metric;

/**
 * Causes each alarm of deploy/alarms, which must then fire according to the values of /q/metrics. {@code PollersTest}
 * causes the alarm of a dead poller.
 */
class AlarmsIT extends MailJourney {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CANARY = "canary@shop.example";

    private final Set<String> fired = new TreeSet<>();
    private Pipeline pipeline;
    private Scrape before;

    @Override
    Map<String, String> changes() {
        return Map.ofEntries(
                Map.entry("HIKYAKU_SETS_DEMO_ALIASES", aliasesWithCanary().toString()),
                Map.entry("HIKYAKU_SETS_DEMO_CANARY", CANARY),
                Map.entry("HIKYAKU_CANARY_EVERY", "PT60M"),
                Map.entry("HIKYAKU_SETS_LEGACY_DOMAINS", "legacy.example"),
                Map.entry("HIKYAKU_SETS_LEGACY_ALIASES", "demo/aliases"),
                Map.entry("HIKYAKU_SETS_LEGACY_CLUSTER", "legacy"),
                Map.entry("HIKYAKU_SETS_LEGACY_TASK_DEFINITION", "legacy"),
                Map.entry("HIKYAKU_SETS_LEGACY_HAND_OVER", "courier"),
                Map.entry("HIKYAKU_SETS_CLAIMS_DOMAINS", "claims.example"),
                Map.entry("HIKYAKU_SETS_CLAIMS_ALIASES", "demo/aliases"),
                Map.entry("HIKYAKU_SETS_CLAIMS_CLUSTER", "claims"),
                Map.entry("HIKYAKU_SETS_CLAIMS_TASK_DEFINITION", "claims"),
                Map.entry("HIKYAKU_SETS_CLAIMS_HAND_OVER", "courier"),
                Map.entry("HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S"),
                Map.entry("HIKYAKU_ALIASES_LOOK_EVERY", "PT0.5S"),
                Map.entry("HIKYAKU_QUEUE_STORED_EVERY", "PT1S"),
                Map.entry("HIKYAKU_SWEEP_LOST_AFTER", "PT0S"),
                Map.entry("HIKYAKU_RECONCILE_EVERY", "PT1S"),
                Map.entry("HIKYAKU_WATCH_EVERY", "PT1S"));
    }

    private Path aliasesWithCanary() {
        try {
            String aliases = Files.readString(Path.of("demo/aliases")) + "\ncanary: \"|/bin/true\"\n";
            return Files.writeString(data.resolve("aliases"), aliases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachAlarmGoesOffForWhatItIsAbout() throws Exception {
        try (Pipeline started = Pipeline.start(cloud, Ports.free())) {
            pipeline = started;
            before = scrape();
            assertThat(firing()).isEmpty();

            canaryThatComesNoMore();
            deliveriesInTrouble();
            await("OldestOpenTooOld", "DeadLetters", "ManyFailed", "HeldGrowing", "AliasesOutdated");
            assertThat(pipeline.get("/q/health/well")).contains("oldest open of set demo", "dead letters", "aliases");
            assertThat(pipeline.answers("/q/health/ready")).isTrue();
            announcementThatIsLost();
            booksThatDiffer();
            claimsTakenAway();
            ecsInTrouble();
            queueThatFillsUp();
            assertThatAllIsDocumented(scrape());
            nothingReachable();
        }

        fired.add("PollerDead");
        assertThat(Alerts.all()).extracting(Alerts.Alert::name).containsExactlyInAnyOrderElementsOf(fired);
    }

    /** The pipeline's own canary has arrived, and two hours later it is still the last one. */
    private void canaryThatComesNoMore() {
        Search search = new DynamoDbSearch(cloud.dynamoDb(), Configuration.with(Map.of()));
        Wanted canaries = new Wanted(
                By.RECIPIENT, CANARY, null, Instant.EPOCH, Instant.now().plus(PATIENCE));
        Waiting.until(
                "a canary has arrived",
                PATIENCE,
                () -> search.all(canaries).anyMatch(canary -> canary.status() == DONE));
        assertThat(firing()).isEmpty();

        search.all(canaries).forEach(canary -> {
            Delivery delivery = canary.delivery();
            long before = delivery.receivedAt().minus(Duration.ofHours(2)).toEpochMilli();
            cloud.dynamoDb()
                    .updateItem(update -> update.tableName(LedgerTable.NAME)
                            .key(RowKey.of(delivery.id()))
                            .updateExpression("SET receivedAt = :before")
                            .expressionAttributeValues(Map.of(":before", AttributeValue.fromN("" + before))));
        });
        await("CanaryLate");
    }

    private void deliveriesInTrouble() throws IOException {
        var ledger = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        DeliveryId id = new DeliveryId("old-mail", "ne-001@shop.example");
        Instant received = Instant.now().minus(Duration.ofHours(2));
        Delivery old = Delivery.of(id, "", received, new RawMail("raw", "raw/old-mail"));
        ClaimResult claimed = ledger.claim(old.in("demo", "ne-001"), "test");
        ledger.move(
                ((ClaimResult.Claimed) claimed).claim(),
                Transition.to(RETRY, "").dueIn(Duration.ofDays(1)));
        cloud.sqs().sendMessage(send -> send.queueUrl(cloud.queues().mail()).messageBody("this announces no mail"));
        for (int i = 0; i < 21; i++) {
            cloud.mail().announceWithoutObject("order@market.example", List.of("ne-001@shop.example"));
        }
        List<String> unknown = IntStream.range(0, 21)
                .mapToObj(i -> "nobody-" + i + "@shop.example")
                .toList();
        cloud.mail().accept("order@market.example", unknown, new byte[] {'\n'});
        Files.writeString(data.resolve("aliases"), "ne-002: \"|demo/receive-mail.sh\n", StandardOpenOption.APPEND);
    }

    private void announcementThatIsLost() {
        cloud.topic().lose(1);
        send(1);
        await("AnnouncementsLost");
    }

    /** Yesterday was reconciled at the start, without a mail. */
    private void booksThatDiffer() {
        LocalDate day = LocalDate.ofInstant(Instant.now().minus(Duration.ofHours(2)), ZoneOffset.UTC)
                .minusDays(1);
        var book = new DynamoDbDayBook(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        book.add(List.of(new BucketEvent(
                true, LocalCloud.RAW_BUCKET, "raw/gone", day.atTime(12, 0).toInstant(ZoneOffset.UTC), "0", 1)));
        cloud.dynamoDb()
                .deleteItem(delete -> delete.tableName(LedgerTable.NAME)
                        .key(Map.of(
                                "partition", AttributeValue.fromS("reconciled/" + day),
                                "delivery", AttributeValue.fromS("result"))));
        await("BooksDiffer");
    }

    /** Another worker takes over a delivery that is being unpacked. One courier takes all of them afterwards. */
    private void claimsTakenAway() {
        cloud.bucketGate().misbehave(Mischief.DELAY, 1);
        List<String> mails = Stream.generate(() -> cloud.mail()
                        .accept("order@market.example", List.of("ne-001@claims.example"), new byte[] {'\n'}))
                .limit(12)
                .toList();
        Waiting.until("claims are lost", PATIENCE, () -> {
            mails.forEach(this::takeAway);
            return firing().contains("ClaimsLost");
        });
        cloud.bucketGate().behave();
        await("ClaimsLost");
    }

    private void takeAway(String mail) {
        try {
            cloud.dynamoDb()
                    .updateItem(update -> update.tableName(LedgerTable.NAME)
                            .key(RowKey.of(new DeliveryId(mail, "ne-001@claims.example")))
                            .conditionExpression("#status = :claimed")
                            .updateExpression("SET #owner = :other")
                            .expressionAttributeNames(Map.of("#status", "status", "#owner", "owner"))
                            .expressionAttributeValues(Map.of(
                                    ":claimed", AttributeValue.fromS("CLAIMED"),
                                    ":other", AttributeValue.fromS("somebody else"))));
        } catch (ConditionalCheckFailedException notNow) {
            // not claimed yet, or no longer
        }
    }

    private void ecsInTrouble() {
        for (int i = 0; i < 60; i++) {
            cloud.tasks().errorNext(400, "ThrottlingException");
        }
        send(8);
        await("EcsThrottles", "EcsRefuses");
        cloud.tasks().behave();
        cloud.tasks().failAlways("RESOURCE:MEMORY");
        cloud.mail().accept("order@market.example", List.of("ne-001@legacy.example"), new byte[] {'\n'});
        await("CourierLaunchesFail"); // from now on no task starts: the rest of the test needs none
    }

    private void queueThatFillsUp() {
        cloud.queueGate().misbehave(Mischief.DELAY, 1);
        for (int batch = 0; batch < 120; batch++) {
            List<SendMessageBatchRequestEntry> ten = IntStream.range(0, 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("message-" + i)
                            .messageBody("this announces no mail")
                            .build())
                    .toList();
            cloud.sqs()
                    .sendMessageBatch(
                            send -> send.queueUrl(cloud.queues().mail()).entries(ten));
        }
        await("ReceiveQueueBacklog");
        cloud.queueGate().behave();
    }

    /** A service that cannot be reached makes no process restart. */
    private void nothingReachable() throws Exception {
        cloud.queueGate().misbehave(Mischief.FAIL, 1);
        cloud.tableGate().misbehave(Mischief.FAIL, 1);
        await("QueuesUnreachable", "LedgerUnreachable");
        assertThat(pipeline.answers("/q/health/ready")).isFalse();
        assertThat(pipeline.get("/q/health/live"))
                .contains("\"status\": \"UP\"")
                .doesNotContain("DOWN");
        cloud.queueGate().behave();
        cloud.tableGate().behave();
    }

    private void assertThatAllIsDocumented(Scrape scrape) throws IOException {
        Map<String, Metric> ours =
                Stream.of(Metric.values()).collect(Collectors.toMap(Metric::scraped, metric -> metric));
        assertThat(scrape.names().stream().filter(name -> name.startsWith("hikyaku_")))
                .containsExactlyInAnyOrderElementsOf(ours.keySet());
        ours.forEach((name, metric) -> assertThat(scrape.series(name).keySet())
                .as(name)
                .allSatisfy(labels -> assertThat(Scrape.labels(labels)).containsAll(metric.labels()))
                .noneMatch(labels -> labels.contains("@") || labels.contains("ne-001")));
        assertThat(scrape.names()).containsAll(Alerts.camelsIn(Path.of("docs/metrics.md")));
    }

    private void await(String... alarms) {
        Set<String> wanted = Set.of(alarms);
        Waiting.until("alarms go off: " + wanted, PATIENCE, () -> firing().containsAll(wanted));
        fired.addAll(wanted);
    }

    private Set<String> firing() {
        try {
            Scrape now = scrape();
            return Alerts.all().stream()
                    .filter(alert -> alert.fires(before, now))
                    .map(Alerts.Alert::name)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError("the alarms cannot be read", e);
        }
    }

    private Scrape scrape() {
        try {
            return Scrape.of(pipeline.get("/q/metrics"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the pipeline does not answer", e);
        }
    }
}
