package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import courier.WorkOrder;
import deploy.Permissions;
import deploy.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.Entry;
import ledger.Transition;
import local.Configuration;
import local.HostileProgram;
import local.Pipeline;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.AwsNames;
import local.cloud.LocalCloud;
import local.cloud.LocalIam;
import local.cloud.Ports;
import local.cloud.SesServer;
import mail.RawMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two sets in one installation are isolated from each other, with exactly the permissions of the roles in
 * deploy/terraform.
 */
class TwoSetsIT extends MailJourney {

    private static final String SHOP = "ne-001@shop.example";
    private static final String BOOKS = "ne-001@books.example";
    private static final byte[] MAIL = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Rendering made = Rendering.of("two-sets");
    private final Permissions permissions =
            Permissions.of(made, "hikyaku-pipeline", "hikyaku-courier-shop", "hikyaku-courier-books");
    private LocalIam guard;

    @Override
    Map<String, String> changes() {
        Map<String, String> changes = new HashMap<>(Map.of(
                "HIKYAKU_SWEEP_LOST_AFTER", "PT1S",
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT1S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT3S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S"));
        changes.putAll(set("DEMO", "shop"));
        changes.putAll(set("BOOKS", "books"));
        return changes;
    }

    private Map<String, String> set(String name, String made) {
        String beginning = "HIKYAKU_SETS_" + name + "_";
        return Map.of(
                beginning + "DOMAINS",
                made + ".example",
                beginning + "INBOX",
                LocalCloud.RAW_BUCKET + "/inbox/" + made + "/",
                beginning + "ALIASES",
                aliases(made).toString(),
                beginning + "CLUSTER",
                "hikyaku-" + made,
                beginning + "TASK_DEFINITION",
                "hikyaku-" + made,
                beginning + "HAND_OVER",
                "courier",
                beginning + "COURIERS_IDLE",
                "PT20S",
                beginning + "PIPE_SERVER",
                "none");
    }

    /** An aliases file with a program that keeps the mail, and the content of its environment. */
    private Path aliases(String set) {
        try {
            Path script = Files.writeString(
                    data.resolve("keep-" + set),
                    "#!/bin/sh\nenv > %1$s/%2$s-env && cat >> %1$s/%2$s-mail\n".formatted(data, set));
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return Files.writeString(data.resolve("aliases-" + set), "ne-001: \"|" + script + "\"\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void enforceRoles() {
        bringEventsSooner();
        guard = cloud.guard(new AwsNames(made), permissions);
    }

    @Test
    void aMailToTwoSetsIsStoredForEachAndItsProgramsGetNeitherCredentialsNorAnythingOfTheOtherSet() throws Exception {
        String mail;
        try (Pipeline pipeline = start()) {
            mail = cloud.mail().accept("order@market.example", List.of(SHOP, BOOKS), MAIL);
            awaitBoth(mail);
        }

        assertThat(guard.refused()).isEmpty();
        assertThat(deliveries.ofMail(mail))
                .extracting(entry -> entry.delivery().raw().key())
                .containsExactlyInAnyOrder("inbox/shop/" + mail, "inbox/books/" + mail);
        assertThat(keys(LocalCloud.PARTS_BUCKET)).allMatch(key -> key.matches("(demo|books)/" + mail + "/.*"));
        for (String set : List.of("shop", "books")) {
            assertThat(Files.readString(data.resolve(set + "-mail"))).endsWith("one kettle\r\n");
            assertThat(Files.readString(data.resolve(set + "-env")))
                    .contains("RECIPIENT=ne-001@" + set + ".example")
                    .doesNotContain(
                            "AWS_ACCESS_KEY_ID", "AWS_SECRET", "ECS_CONTAINER", AwsNames.accessKey("hikyaku-" + set));
        }

        try (HostileProgram program = new HostileProgram(cloud, AwsNames.accessKey("hikyaku-shop"))) {
            List<Entry> before = deliveries.ofMail(mail);
            program.triesIn("shop.example", "inbox/shop/" + mail, new DeliveryId(mail, SHOP))
                    .forEach((what, done) -> assertThat(done).as(what).isEqualTo(HostileProgram.DONE));
            Map<String, String> tries =
                    program.triesIn("books.example", "inbox/books/" + mail, new DeliveryId(mail, BOOKS));
            tries.putAll(program.triesBeyond(mail, new DeliveryId(mail, SHOP), cloud.workQueue("books")));
            tries.forEach((what, done) -> assertThat(done).as(what).isEqualTo(HostileProgram.REFUSED));
            assertThat(deliveries.ofMail(mail)).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void anOrderOfAnotherSetIsRefusedByTheCourierBeforeItAsksForAnything() throws Exception {
        DynamoDbLedger ledger = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        String mail = SesServer.newId();
        DeliveryId id = new DeliveryId(mail, BOOKS);
        RawMail raw = new RawMail(LocalCloud.RAW_BUCKET, "inbox/books/" + mail);
        Claim claim = ((ClaimResult.Claimed)
                        ledger.claim(Delivery.of(id, "", Instant.now(), raw).in("books", "ne-001"), "test"))
                .claim();
        ledger.move(
                claim, Transition.to(HANDED_OVER, "").dueIn(Duration.ofDays(1)).task("queue:1"));
        List<Entry> before = deliveries.ofMail(mail);
        String queue = cloud.workQueue("demo");

        try (Pipeline pipeline = start()) {
            cloud.sqs()
                    .sendMessage(send ->
                            send.queueUrl(queue).messageGroupId("made-up").messageBody(new WorkOrder(id, 1).write()));
            Waiting.until("the order is gone", () -> cloud.queues().waiting(cloud.sqs(), queue) == 0);
        }

        assertThat(guard.refused()).isEmpty();
        assertThat(deliveries.ofMail(mail)).usingRecursiveComparison().isEqualTo(before);
        assertThat(taskLogs()).contains("refused, its recipient's domain is not in this courier's set");
    }

    @Test
    void whatIsAnnouncedOutOfAnotherSetsInboxIsHeldAndWhatOneOfTwoAnnouncementsWasLostForIsFound() throws Exception {
        try (Pipeline pipeline = start()) {
            String mail = cloud.mail().accept("order@market.example", List.of(BOOKS), MAIL);
            String forged = SesServer.newId();
            cloud.topic()
                    .publish(Announcement.of(
                            forged, "x@market.example", List.of(SHOP), LocalCloud.RAW_BUCKET, "inbox/books/" + mail));
            cloud.topic().lose(1);
            String half = cloud.mail().accept("order@market.example", List.of(SHOP, BOOKS), MAIL);

            Waiting.until("the forged one is held", () -> status(forged) == HELD);
            Waiting.until("both halves are known", () -> deliveries.ofMail(half).size() == 2);
            Waiting.until("the other half is done", () -> statuses(half).contains(DONE));
            Waiting.until("the lost half is held", () -> statuses(half).contains(HELD));
            // SES writes no recipient into a mail that has two
            assertThat(deliveries.ofMail(half))
                    .extracting(entry -> entry.delivery().id().recipient())
                    .containsExactly("-/books", SHOP);
        }

        assertThat(guard.refused()).isEmpty();
        assertThat(Files.exists(data.resolve("shop-mail"))).isTrue();
    }

    private Set<Object> statuses(String mail) {
        return deliveries.ofMail(mail).stream().map(Entry::status).collect(Collectors.toSet());
    }

    private void awaitBoth(String mail) {
        Waiting.until(
                "both deliveries are done",
                Duration.ofMinutes(4),
                () -> deliveries.ofMail(mail).size() == 2
                        && deliveries.ofMail(mail).stream().allMatch(entry -> entry.status() == DONE));
    }

    private Pipeline start() throws Exception {
        return Pipeline.start(cloud, Ports.free(), Map.of("AWS_ACCESS_KEY_ID", AwsNames.accessKey("hikyaku-pipeline")));
    }

    private List<String> keys(String bucket) {
        return cloud.s3().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private String taskLogs() throws IOException {
        try (Stream<Path> logs = Files.list(data.resolve("tasks"))) {
            StringBuilder all = new StringBuilder();
            for (Path log : logs.toList()) {
                all.append(Files.readString(log));
            }
            return all.toString();
        }
    }
}
