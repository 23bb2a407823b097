package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FORGOTTEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.Entry;
import local.Pipeline;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.LedgerTable;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** {@code hikyaku forget}, and messages about the mail that arrive afterwards. */
class ForgetIT extends MailJourney {

    /** What must not remain anywhere: recipient, sender, the sender's message id, the mail's subject and its text. */
    private static final String[] PERSONAL = {
        "ne-001@shop.example", "mr-buyer@market.example", "order-17@market.example", "a kettle", "and quickly"
    };

    /** A courier for all mails, so that no process starts for each. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT30S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S",
                "HIKYAKU_SWEEP_INBOXES", LocalCloud.INBOX,
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT1S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT5S");
    }

    @Test
    void nothingIsLeftOfAForgottenMailButItsLineAndNothingBringsItBack() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            String mail = cloud.mail().accept("mr-buyer@market.example", List.of("ne-001@shop.example"), personal());
            String other = order("ne-002");
            awaitAll(List.of(mail, other));
            Delivery known = deliveries.ofMail(mail).get(0).delivery();
            String id = known.id().toString();
            assertThat(everything()).contains(PERSONAL);

            assertThat(desk("forget", "--recipient", "ne-001@shop.example", "--why", "asked")
                            .exitCode())
                    .as("neither --dry-run nor --yes")
                    .isEqualTo(2);
            assertThat(desk("forget", "--recipient", "ne-001@shop.example", "--why", "asked", "--dry-run")
                            .output())
                    .contains(id + " DONE", "1 would be forgotten");
            assertThat(status(mail)).isEqualTo(DONE);
            Answer answer =
                    desk("forget", "--recipient", "ne-001@shop.example", "--why", "asked", "--by", "hanako", "--yes");

            assertThat(answer.output()).contains("1 forgotten, 0 already forgotten, 0 left");
            assertThat(answer.exitCode()).isZero();
            assertThat(inS3(mail)).isFalse();
            assertThat(inS3(other)).isTrue();
            assertForgotten(mail, id);
            assertThat(status(other)).isEqualTo(DONE);

            cloud.topic()
                    .publish(Announcement.of(
                            mail,
                            known.sender(),
                            List.of(known.id().recipient()),
                            known.raw().bucket(),
                            known.raw().key()));
            Waiting.until("the late announcement is gone", () -> queued() == 0);
            String later = order("ne-003"); // when this mail is done, the sweeps have run
            awaitAll(List.of(later));
            assertForgotten(mail, id);
            assertThat(desk("redrive", mail, "--status", "DONE", "--why", "again")
                            .output())
                    .contains(id + " is FORGOTTEN: it cannot be redriven", "0 redriven");
            assertForgotten(mail, id);
        }
        try (Stream<Path> kept = Files.list(data.resolve("kept/001"))) {
            assertThat(kept.count()).as("runs of the program").isEqualTo(1);
        }
    }

    @Test
    void aMailStaysUntilTheLastOfItsDeliveriesIsForgottenAndWhatIsOnItsWayIsLeft() throws Exception {
        final String mail;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            mail = cloud.mail()
                    .accept(
                            "buyer@market.example",
                            List.of("ne-001@shop.example", "ne-002@shop.example", "nobody@shop.example"),
                            body());
            Waiting.until(
                    "no delivery is in progress",
                    () -> deliveries.ofMail(mail).size() == 3
                            && deliveries.ofMail(mail).stream()
                                    .allMatch(entry -> entry.status().isFinal()));
        }

        assertThat(desk("forget", "--tenant", "ne-001", "--why", "asked", "--yes")
                        .output())
                .contains("1 forgotten");
        assertThat(inS3(mail)).isTrue();
        Answer rest = desk("forget", mail, "--why", "asked", "--yes");
        assertThat(rest.output()).contains("is HELD: not forgotten", "1 forgotten, 1 already forgotten, 1 left");
        assertThat(rest.exitCode()).isEqualTo(1);
        assertThat(inS3(mail)).isTrue();
        desk("drop", mail, "--why", "asked");
        assertThat(desk("forget", mail, "--why", "asked", "--yes", "--json").output())
                .contains("\"forgotten\":1", "\"before\":2", "\"left\":0");
        assertThat(inS3(mail)).isFalse();
        assertThat(table()).doesNotContain("@shop.example", "buyer@market.example"); // the key keeps the set's domain
    }

    private void assertForgotten(String mail, String id) {
        Entry line = deliveries.ofMail(mail).get(0);
        assertThat(deliveries.ofMail(mail)).hasSize(1);
        assertThat(line.claim().id().toString()).isEqualTo(id);
        assertThat(line.last())
                .matches(event -> event.status() == FORGOTTEN && event.by().equals("hanako"));
        assertThat(line.timeline()).extracting(Entry.Event::status).contains(DeliveryStatus.RUNNING, DONE);
        assertThat(everything()).doesNotContain(PERSONAL);
    }

    private String order(String shop) {
        return cloud.mail().accept("buyer@market.example", List.of(shop + "@shop.example"), body());
    }

    private static byte[] body() {
        return "From: buyer@market.example\r\nSubject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] personal() {
        return ("From: mr-buyer@market.example\r\nTo: ne-001@shop.example\r\nMessage-ID: <order-17@market.example>\r\n"
                        + "Subject: a kettle\r\n\r\nand quickly\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The whole table, and each object of each bucket. */
    private String everything() {
        Stream<String> objects = cloud.s3().listBuckets().buckets().stream()
                .flatMap(bucket -> cloud.s3().listObjectsV2(list -> list.bucket(bucket.name())).contents().stream()
                        .map(object -> object.key() + "\n" + content(bucket.name(), object.key())));
        return Stream.concat(Stream.of(table()), objects).collect(Collectors.joining("\n"));
    }

    private String content(String bucket, String key) {
        return cloud.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(StandardCharsets.ISO_8859_1);
    }

    private String table() {
        return cloud.dynamoDb()
                .scan(scan -> scan.tableName(LedgerTable.NAME))
                .items()
                .toString();
    }

    /** Raw mail or parts of it. */
    private boolean inS3(String mail) {
        return Stream.of(LocalCloud.RAW_BUCKET, LocalCloud.PARTS_BUCKET)
                .flatMap(bucket -> cloud.s3().listObjectsV2(list -> list.bucket(bucket)).contents().stream())
                .anyMatch(object -> object.key().contains(mail));
    }

    private int queued() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().mail());
    }
}
