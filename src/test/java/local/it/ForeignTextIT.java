package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ledger.Entry;
import local.Pipeline;
import local.SmtpClient;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.LedgerTable;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Text from outside stays text in the packaged application: it runs no code, expands nothing, and every mail ends with
 * a reason.
 */
class ForeignTextIT extends MailJourney {

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SWEEP_EVERY", "PT0.5S",
                "HIKYAKU_SWEEP_LOST_AFTER", "PT1S",
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT1S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT3S");
    }

    /** Camel's simple language would run it. */
    private static String code(String language) {
        return language + "{camelContext.classResolver.resolveMandatoryClass('java.lang.Runtime')"
                + ".methods[0].invoke(null).exec('touch " + marker() + "')}";
    }

    /** A file in the pipeline's working folder, because a slash would add segments to the key. */
    private static Path marker() {
        return Path.of("pwned-by-hikyaku");
    }

    @AfterEach
    void removeMarker() throws IOException {
        Files.deleteIfExists(marker());
    }

    @Test
    void textThatCamelWouldRunIsSetAsideOrHeldFromWhereverItComes() throws Exception {
        bringEventsSooner();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            announce("sqs-1", LocalCloud.RAW_BUCKET, "raw/" + code("$simple"));
            announce("sqs-2", code("$"), "raw/sqs-2");
            announce("sqs-3", LocalCloud.RAW_BUCKET, "raw/" + code("$"));
            sendToMailQueue(Announcement.ofObject(code("$simple"), "raw/s3-1"));
            put("raw/" + code("$simple") + "/object-1");
            String mail = sendTo("ne-001");
            awaitAll(List.of(mail));
            rewriteRow(mail, "bucket", code("$"));

            Waiting.until("all announcements are set aside", () -> deadLetters().size() == 4);
            Waiting.until("the object is held", () -> status("object-1") == HELD);
            Waiting.until("the row is held", () -> status(mail) == HELD);

            assertThat(deadLetters())
                    .allSatisfy(letter -> assertThat(reason(letter)).startsWith("its mail is foreign: "));
            assertThat(lastNote("object-1")).endsWith("its key has characters that no key of SES has");
            assertThat(lastNote(mail)).endsWith("bucket and key are in no inbox of the settings");
            assertThat(marker()).doesNotExist();
            assertThat(timeline("object-1")).as("it cannot be found any more").containsOnlyOnce(HELD);
        }
        assertThat(Files.readString(data.resolve("pipeline.log"))).doesNotContain("resolveMandatoryClass");
    }

    @Test
    void addressesWithSignsOfTheConfigurationAreDeliveredByTasksOfTheirOwn() throws Exception {
        List<String> recipients = Stream.of(
                        "${x}", "$$x", "${user.home}", "$simple{body}", "{{hikyaku.queue.mail}}", "a}b")
                .map(detail -> "ne-001+" + detail + "@shop.example")
                .toList();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            String mail = sendBySmtp(recipients);

            Waiting.until(
                    "all have ended",
                    Duration.ofMinutes(5),
                    () -> deliveries.ofMail(mail).stream()
                                    .filter(entry -> entry.status().isFinal())
                                    .count()
                            == recipients.size());

            assertThat(deliveries.ofMail(mail))
                    .allSatisfy(entry -> assertThat(entry.status())
                            .as(entry.timeline().toString())
                            .isEqualTo(DONE));
            assertThat(deliveries.ofMail(mail))
                    .extracting(entry -> entry.claim().id().recipient())
                    .containsExactlyInAnyOrderElementsOf(recipients);
            assertThat(deliveries.ofMail(mail))
                    .allSatisfy(entry -> assertThat(entry.claim().attempt()).isEqualTo(1));
        }
    }

    @Test
    void attributesOfAMessageAreNoOrdersToCamel() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            cloud.topic().lose(1);
            String mail = sendTo("ne-001");
            String key = "raw/" + mail;
            String message = Announcement.of(mail, "", List.of("ne-001@shop.example"), LocalCloud.RAW_BUCKET, key);
            cloud.sqs()
                    .sendMessage(send -> send.queueUrl(cloud.queues().mail())
                            .messageBody(message)
                            .messageAttributes(Map.of(
                                    "CamelAwsS3Operation", text("deleteObject"),
                                    "CamelAwsS3OverrideBucketName", text("other"),
                                    "CamelAwsSqsOperation", text("deleteQueue"))));

            awaitAll(List.of(mail));

            assertThat(cloud.s3()
                            .headObject(
                                    head -> head.bucket(LocalCloud.RAW_BUCKET).key(key))
                            .contentLength())
                    .isPositive();
        }
    }

    @Test
    void whatCanNeverBeReadIsSetAsideAtOnceWithItsReason() throws Exception {
        Path temporary = Files.createDirectory(data.resolve("temporary"));
        Files.createDirectories(temporary.resolve("hikyaku-spool-of-a-dead-process/mail-1"));
        String ours =
                Announcement.of("mail-1", "", List.of("ne-001@shop.example"), LocalCloud.RAW_BUCKET, "raw/mail-1");
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), Map.of(), "-Djava.io.tmpdir=" + temporary)) {
            sendToMailQueue(ours.replaceAll(
                    "\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"+1000000000-12-31T23:59:59.999999999Z\""));
            sendToMailQueue(Announcement.ofObject(LocalCloud.RAW_BUCKET, "mail/%zz"));
            sendToMailQueue(ours + " trailing");
            sendToMailQueue("x".repeat(262_144));
            cloud.sqs()
                    .sendMessage(
                            send -> send.queueUrl(cloud.queues().taskEvents()).messageBody("""
                    {"detail": {"overrides": {"containerOverrides": [{"environment": [
                      {"name": "HIKYAKU_COURIER_MAIL", "value": "mail-1"},
                      {"name": "HIKYAKU_COURIER_RECIPIENT", "value": "ne-001@shop.example"},
                      {"name": "HIKYAKU_COURIER_ATTEMPT", "value": "x"}]}]}}}"""));

            Waiting.until("all are set aside", () -> deadLetters().size() == 5);
            Waiting.until(
                    "the queues are empty",
                    () -> Stream.of(
                                    cloud.queues().mail(),
                                    cloud.queues().taskEvents(),
                                    cloud.queues().receipts())
                            .allMatch(queue -> cloud.queues().waiting(cloud.sqs(), queue) == 0));

            assertThat(deadLetters().stream().map(ForeignTextIT::reason)).allMatch(reason -> !reason.isBlank());
            assertThat(temporary.resolve("hikyaku-spool-of-a-dead-process")).doesNotExist();
        }
        assertThat(temporary).as("the process that has ended").isDirectoryNotContaining("glob:**/hikyaku-spool-*");
    }

    @Test
    void aPipelineThatMayReadMailNowhereDoesNotStartAndSaysWhatIsMissing() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Packaged.pipeline()).redirectErrorStream(true);
        Path log = data.resolve("refused.log");
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(cloud.settings());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(Ports.free()));
        builder.environment().remove("HIKYAKU_SWEEP_INBOXES");
        Process process = builder.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains("hikyaku does not start: the settings name no inbox: give each set hikyaku.sets.NAME.inbox");
    }

    private String sendBySmtp(List<String> recipients) throws IOException {
        try (SmtpClient smtp = new SmtpClient(cloud.mailPort())) {
            byte[] mail = "Subject: order\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            return smtp.send("order+${x}@market.example", recipients, mail);
        }
    }

    private void announce(String mail, String bucket, String key) {
        sendToMailQueue(Announcement.of(mail, "", List.of("ne-001@shop.example"), bucket, key));
    }

    private void sendToMailQueue(String message) {
        cloud.sqs().sendMessage(send -> send.queueUrl(cloud.queues().mail()).messageBody(message));
    }

    private void put(String key) {
        cloud.s3().putObject(put -> put.bucket(LocalCloud.RAW_BUCKET).key(key), RequestBody.fromString("\r\n"));
    }

    /** A program with the courier's role may do this. */
    private void rewriteRow(String mail, String attribute, String value) {
        Map<String, AttributeValue> row = cloud.dynamoDb()
                .query(query -> query.tableName(LedgerTable.NAME)
                        .keyConditionExpression("#partition = :partition")
                        .expressionAttributeNames(Map.of("#partition", "partition"))
                        .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS("shop.example/" + mail))))
                .items()
                .get(0);
        cloud.dynamoDb()
                .updateItem(update -> update.tableName(LedgerTable.NAME)
                        .key(Map.of("partition", row.get("partition"), "delivery", row.get("delivery")))
                        .updateExpression(
                                "SET #attribute = :value, #status = :retry, #open = :open, dueAt = :due, #until = :due")
                        .expressionAttributeNames(Map.of(
                                "#attribute", attribute, "#status", "status", "#open", "open", "#until", "until"))
                        .expressionAttributeValues(Map.of(
                                ":value", AttributeValue.fromS(value),
                                ":retry", AttributeValue.fromS("RETRY"),
                                ":open", AttributeValue.fromS("open"),
                                ":due", AttributeValue.fromN("1"))));
    }

    private List<Message> deadLetters() {
        return cloud.queues().deadLetters(cloud.sqs());
    }

    private static String reason(Message letter) {
        return letter.messageAttributes().get("reason").stringValue();
    }

    private String lastNote(String mail) {
        List<Entry.Event> events = events(mail);
        return events.get(events.size() - 1).note();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
