package local.it;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.Entry;
import ledger.RowKey;
import ledger.Transition;
import local.Configuration;
import local.Pipeline;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.LedgerTable;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import local.cloud.SesServer;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A day of mails, with faults at each arrow: mails are lost, doubled, deleted or corrupted. {@code hikyaku reconcile}
 * reports exactly these mails, and the commands that it prints repair them.
 */
class ReconcileIT extends MailJourney {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String RECIPIENT = "ne-001@shop.example";
    private static final String SINCE = "5h";
    private static final Pattern COMMAND = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** The original bytes of damaged or deleted objects by key, for the commands that restore a version. */
    private final Map<String, byte[]> versions = new HashMap<>();

    /** The expected kind of difference, by the id of the mail or message. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    /** Ids of the mails that are DONE after the printed commands have run. */
    private final List<String> mended = new ArrayList<>();

    /** A courier for all mails, so that no process starts for each. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT30S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT1S",
                "HIKYAKU_SWEEP_LOST_AFTER", "PT1S",
                "HIKYAKU_QUEUE_STORED_EVERY", "PT0.5S",
                "HIKYAKU_QUEUE_UNHURRIED", "PT1S",
                "HIKYAKU_QUEUE_VISIBILITY", "PT4S");
    }

    @Test
    void theBooksNameEachMailToWhichSomethingHappenedAndTheirCommandsMendIt() throws Exception {
        cloud.queues().delayStored(cloud.sqs(), 3);
        List<String> clean = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), Map.of("HIKYAKU_SWEEP_EVERY", "PT1H"))) {
            cloud.topic().duplicate(2);
            cloud.stored().duplicate(2);
            clean.addAll(send(3));
            cloud.topic().duplicate(1);
            cloud.stored().duplicate(1);
            broken.addAll(send(10));
            cloud.stored().lose(1);
            broken.addAll(send(1));
            String several = withSeveralRecipientsAndWithoutAnnouncement();
            awaitAll(Stream.concat(clean.stream(), broken.stream().limit(10)).toList());
            Waiting.until("the mail of several recipients is held", PATIENCE, () -> status(several) == HELD);
            awaitBooked();
            expect("event-missing", id(broken.get(10)));
            expect("recipient-missing", id(several));
            assertThat(kinds(differences())).containsExactlyInAnyOrderEntriesOf(expected);

            breakAll(broken);
            awaitBooked();
            List<JsonNode> differences = differences();
            assertThat(kinds(differences)).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(expected).hasSize(16);

            for (JsonNode difference : differences) {
                String command = difference.path("command").asText();
                if (command.startsWith("hikyaku announce")) {
                    run(command);
                }
            }
            Waiting.until(
                    "what was announced again is done",
                    PATIENCE,
                    () -> mended.stream().filter(this::isAnnounced).allMatch(mail -> status(mail) == DONE));
        }
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), Map.of("HIKYAKU_SWEEP_EVERY", "PT1S"))) {
            mendAll();
            Waiting.until(
                    "what was mended is done", PATIENCE, () -> mended.stream().allMatch(this::isDone));
            awaitBooked();
            // drops the delivery without a recipient, because the mail now has another one
            // enters the missing events into the day book
            mendAll();

            Answer answer = desk("reconcile", "--since", SINCE);
            assertThat(answer.output()).isEmpty();
            assertThat(answer.exitCode()).isZero();
            assertThat(desk("reconcile", "--since", SINCE, "--counts").output())
                    .contains("demo/ne-001", "DONE")
                    .doesNotContain("@");
        }
        assertThat(clean).allSatisfy(mail -> assertThat(timeline(mail)).containsOnlyOnce(DONE));
    }

    /** Lost, deleted, doubled and corrupted, one mail after the other. */
    private void breakAll(List<String> mails) {
        deleteRow(mails.get(0));
        expect("delivery-missing", mails.get(0));
        mended.add(mails.get(0));

        deleteRow(mails.get(1));
        deleteObject(mails.get(1));
        expect("mail-gone", mails.get(1));
        mended.add(mails.get(1));

        deleteObject(mails.get(2));
        expect("object-missing", id(mails.get(2)));

        put(mails.get(3), "other bytes");
        expect("other-bytes", id(mails.get(3)));
        mended.add(mails.get(3));

        byte[] before = keep(mails.get(4));
        put(mails.get(4), "other bytes for a moment");
        put(mails.get(4), new String(before, StandardCharsets.US_ASCII));
        expect("written-twice", id(mails.get(4)));
        mended.add(mails.get(4));

        timeline(mails.get(5), events -> events.removeIf(event -> is(event, "RUNNING")));
        timeline(
                mails.get(6),
                events -> events.add(
                        events.size() - 1,
                        events.stream()
                                .filter(event -> event.s().contains("\tattempt "))
                                .findFirst()
                                .orElseThrow()));
        timeline(mails.get(7), events -> events.remove(events.size() - 1));
        timeline(mails.get(8), events -> events.add(1, events.get(0)));
        for (int i = 5; i <= 8; i++) {
            expect("wrong-timeline", id(mails.get(i)));
            mended.add(mails.get(i));
        }

        cloud.sqs()
                .sendMessage(
                        send -> send.queueUrl(cloud.queues().deadLetters()).messageBody(announcement(mails.get(9))));
        expect("dead-letter-left", id(mails.get(9)));

        overdue(RETRY);
        overdue(null);
        dead();
        letterOfAnUnknownMail();
    }

    /** A mail to two recipients whose notification is lost; its headers name no recipient. */
    private String withSeveralRecipientsAndWithoutAnnouncement() {
        cloud.topic().lose(1);
        return cloud.mail()
                .accept(
                        "order@market.example",
                        List.of(RECIPIENT, "ne-002@shop.example"),
                        "Subject: order\r\n\r\nfor two shops\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** An open delivery that nothing resumes. @param status null for one that nobody has claimed */
    private void overdue(ledger.DeliveryStatus status) {
        String mail = stored(Duration.ofHours(2));
        DynamoDbLedger then = ledgerOf(Duration.ofHours(2));
        if (status == null) {
            then.receive(delivery(mail, Duration.ofHours(2)));
        } else {
            ClaimResult claimed = then.claim(delivery(mail, Duration.ofHours(2)), "test");
            then.move(
                    ((ClaimResult.Claimed) claimed).claim(),
                    Transition.to(status, "").dueIn(Duration.ofMinutes(1)));
        }
        expect("overdue", id(mail));
        mended.add(mail);
    }

    private void dead() {
        String mail = stored(Duration.ofMinutes(20));
        DynamoDbLedger then = ledgerOf(Duration.ofMinutes(20));
        ClaimResult claimed = then.claim(delivery(mail, Duration.ofMinutes(20)), "test");
        then.move(((ClaimResult.Claimed) claimed).claim(), Transition.to(DEAD, "given up"));
        expect("dead-letter-missing", id(mail));
        mended.add(mail);
    }

    /**
     * A mail that neither SNS nor the bucket announced. Its message is in the dead-letter queue, which no pipeline
     * reads.
     */
    private void letterOfAnUnknownMail() {
        cloud.topic().lose(1);
        cloud.stored().lose(1);
        String mail = sendTo("ne-001");
        String letter = cloud.sqs()
                .sendMessage(send -> send.queueUrl(cloud.queues().deadLetters()).messageBody(announcement(mail)))
                .messageId();
        expect("dead-letter-left", letter);
        mended.add(mail);
    }

    /** Stores an object whose mail the ledger will record with an earlier time. */
    private String stored(Duration ago) {
        String mail = SesServer.newId();
        DynamoDbLedger then = ledgerOf(ago);
        assertThat(then.ofMail(mail)).isEmpty();
        put(mail, "Return-Path: <order@market.example>\r\nSubject: order\r\n\r\nstored " + mail + "\r\n");
        return mail;
    }

    private Delivery delivery(String mail, Duration ago) {
        return Delivery.of(
                        new DeliveryId(mail, RECIPIENT),
                        "order@market.example",
                        Instant.now().minus(ago),
                        new RawMail(LocalCloud.RAW_BUCKET, SesServer.key(mail)))
                .in("demo", "ne-001");
    }

    private DynamoDbLedger ledgerOf(Duration ago) {
        Clock then = Clock.fixed(Instant.now().minus(ago), ZoneOffset.UTC);
        return new DynamoDbLedger(cloud.dynamoDb(), then, Configuration.with(Map.of()));
    }

    private void mendAll() throws Exception {
        for (JsonNode difference : differences()) {
            String command = difference.path("command").asText();
            String kind = difference.path("kind").asText();
            String mail = difference.path("id").asText().replaceFirst("/.*", "");
            if (kind.equals("recipient-missing") && command.contains(" --to ")) {
                mended.add(mail);
            }
            if (command.startsWith("aws s3api")) { // a version of the object is restored by hand
                assertThat(command).contains(SesServer.key(mail));
                put(mail, new String(versions.get(mail), StandardCharsets.US_ASCII));
                if (kind.equals("mail-gone")) {
                    run("hikyaku replay s3://" + LocalCloud.RAW_BUCKET + "/" + SesServer.key(mail));
                }
            } else if (!command.startsWith("hikyaku sweep")) {
                run(command.replace("ADDRESS", RECIPIENT).replace("…", "found by the books"));
            }
        }
    }

    private void run(String command) throws Exception {
        List<String> words = new ArrayList<>();
        Matcher word = COMMAND.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertThat(words.get(0)).isEqualTo("hikyaku");
        Answer answer = desk(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(answer.exitCode()).as(command + ": " + answer.output()).isZero();
    }

    /**
     * Whether a delivery of the mail is DONE. A mail that was replayed to a recipient also has a delivery without a
     * recipient, until a printed command drops it.
     */
    private boolean isDone(String mail) {
        return deliveries.ofMail(mail).stream().anyMatch(entry -> entry.status() == DONE);
    }

    private boolean isAnnounced(String mail) {
        return "overdue".equals(expected.get(id(mail)));
    }

    /**
     * Waits until all events that the bucket has sent are checked. By then every mail is also old enough to be reported
     * if its event is missing: after received-after, lost-after and three times stored-every.
     */
    private void awaitBooked() {
        Waiting.until(
                "the buckets' events are checked",
                PATIENCE,
                () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().stored()) == 0);
        Instant then = Instant.now().plusSeconds(4);
        Waiting.until("no mail is too young", () -> Instant.now().isAfter(then));
    }

    private static Map<String, String> kinds(List<JsonNode> differences) {
        Map<String, String> found = new LinkedHashMap<>();
        differences.forEach(
                one -> found.put(one.path("id").asText(), one.path("kind").asText()));
        return found;
    }

    private List<JsonNode> differences() throws Exception {
        Answer answer = desk("reconcile", "--since", SINCE, "--json");
        assertThat(answer.output()).contains("{\"from\"");
        String json = answer.output().substring(answer.output().indexOf("{\"from\""));
        List<JsonNode> differences = new ArrayList<>();
        new ObjectMapper().readTree(json).path("differences").forEach(differences::add);
        assertThat(answer.exitCode()).isEqualTo(differences.isEmpty() ? 0 : 1);
        return differences;
    }

    private void expect(String kind, String id) {
        expected.put(id, kind);
    }

    /** The id of the mail's delivery, as the command line prints it. */
    private String id(String mail) {
        return deliveries.ofMail(mail).stream()
                .map(entry -> entry.claim().id().toString())
                .findFirst()
                .orElse(new DeliveryId(mail, RECIPIENT).toString());
    }

    private String announcement(String mail) {
        return Announcement.of(
                mail, "order@market.example", List.of(RECIPIENT), LocalCloud.RAW_BUCKET, SesServer.key(mail));
    }

    private void deleteRow(String mail) {
        Entry entry = deliveries.ofMail(mail).get(0);
        cloud.dynamoDb()
                .deleteItem(delete -> delete.tableName(LedgerTable.NAME)
                        .key(RowKey.of(entry.claim().id())));
    }

    private byte[] keep(String mail) {
        byte[] object = cloud.s3()
                .getObjectAsBytes(get -> get.bucket(LocalCloud.RAW_BUCKET).key(SesServer.key(mail)))
                .asByteArray();
        versions.put(mail, object);
        return object;
    }

    private void deleteObject(String mail) {
        keep(mail);
        cloud.s3().deleteObject(delete -> delete.bucket(LocalCloud.RAW_BUCKET).key(SesServer.key(mail)));
    }

    private void put(String mail, String content) {
        cloud.s3()
                .putObject(
                        put -> put.bucket(LocalCloud.RAW_BUCKET).key(SesServer.key(mail)),
                        RequestBody.fromString(content, StandardCharsets.US_ASCII));
    }

    private void timeline(String mail, java.util.function.Consumer<List<AttributeValue>> change) {
        Map<String, AttributeValue> key =
                RowKey.of(deliveries.ofMail(mail).get(0).claim().id());
        List<AttributeValue> events = new ArrayList<>(cloud.dynamoDb()
                .getItem(get -> get.tableName(LedgerTable.NAME).key(key))
                .item()
                .get("timeline")
                .l());
        change.accept(events);
        cloud.dynamoDb()
                .updateItem(update -> update.tableName(LedgerTable.NAME)
                        .key(key)
                        .updateExpression("SET timeline = :events")
                        .expressionAttributeValues(Map.of(":events", AttributeValue.fromL(events))));
    }

    private static boolean is(AttributeValue event, String status) {
        return event.s().split("\t")[1].equals(status);
    }
}
