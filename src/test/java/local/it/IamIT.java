package local.it;

import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import deploy.Ask;
import deploy.Grant;
import deploy.Permissions;
import deploy.Rendering;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import local.Pipeline;
import local.Waiting;
import local.cloud.AwsNames;
import local.cloud.LocalCloud;
import local.cloud.LocalIam;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** With exactly the permissions of the roles in deploy/terraform, the pipeline works, and it needs each of them. */
class IamIT extends MailJourney {

    private static final String ALIASES = "books/aliases";
    private static final String SETTINGS_BUCKET = "shop-settings";

    /** Longer than any interval of the pipeline here. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Rendering made = Rendering.of("two-sets");
    private final Permissions permissions =
            Permissions.of(made, "hikyaku-pipeline", "hikyaku-courier-shop", "hikyaku-courier-books");

    /** A set with tasks and one with couriers, in the rendering's clusters and with its roles. */
    @Override
    Map<String, String> changes() {
        Map<String, String> changes = new HashMap<>(Map.of(
                "HIKYAKU_SETS_DEMO_INBOX", LocalCloud.RAW_BUCKET + "/inbox/shop/",
                "HIKYAKU_SWEEP_EVERY", "PT0.5S",
                "HIKYAKU_SWEEP_LOST_AFTER", "PT1S",
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT1S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT5S",
                "HIKYAKU_SWEEP_TASK_AFTER", "PT1S",
                "HIKYAKU_ALIASES_LOOK_EVERY", "PT0.5S",
                "HIKYAKU_QUEUE_VISIBILITY", "PT3S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT1S"));
        changes.put("HIKYAKU_SETS_DEMO_CLUSTER", "hikyaku-shop");
        changes.put("HIKYAKU_SETS_DEMO_TASK_DEFINITION", "hikyaku-shop");
        changes.put("HIKYAKU_SETS_COURIERS_DOMAINS", "books.example");
        changes.put("HIKYAKU_SETS_COURIERS_INBOX", LocalCloud.RAW_BUCKET + "/inbox/books/");
        changes.put("HIKYAKU_SETS_COURIERS_ALIASES", "s3://" + SETTINGS_BUCKET + "/" + ALIASES);
        changes.put("HIKYAKU_SETS_COURIERS_CLUSTER", "hikyaku-books");
        changes.put("HIKYAKU_SETS_COURIERS_TASK_DEFINITION", "hikyaku-books");
        changes.put("HIKYAKU_SETS_COURIERS_HAND_OVER", "courier");
        changes.put("HIKYAKU_SETS_COURIERS_COURIERS_IDLE", "PT5S");
        changes.put("HIKYAKU_SETS_COURIERS_PIPE_SERVER", "none");
        return changes;
    }

    /** The command takes longer than the queue's visibility timeout. */
    @BeforeEach
    void storeAliases() {
        bringEventsSooner();
        cloud.s3().createBucket(create -> create.bucket(SETTINGS_BUCKET));
        cloud.s3()
                .putObject(
                        put -> put.bucket(SETTINGS_BUCKET).key(ALIASES),
                        RequestBody.fromString("ne-001: \"|/bin/sleep 4\"\n"));
    }

    @Test
    void theMainJobNeedsWhatTheRolesMayAndNothingElse() throws Exception {
        LocalIam guard = cloud.guard(new AwsNames(made, "books"), permissions);
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), own())) {
            doTheMainJob();
            cloud.s3().deleteObject(delete -> delete.bucket(SETTINGS_BUCKET).key(ALIASES));
            Ask list = Ask.with(
                    "hikyaku-pipeline",
                    "s3:ListBucket",
                    "arn:aws:s3:::" + SETTINGS_BUCKET,
                    Map.of("s3:prefix", ALIASES));
            Waiting.until("the aliases are looked for", () -> guard.asked().contains(list));

            assertThat(guard.refused()).isEmpty();
            assertThat(permissions.grants()).extracting(Grant::toString).containsAll(notRecorded());
            Set<String> notRecorded = notRecorded();
            Instant end = Instant.now().plus(PATIENCE);
            Waiting.until(
                    "each permission is used, or listed as not used",
                    () -> notRecorded.containsAll(withoutUse(guard.asked()))
                            || Instant.now().isAfter(end));
            assertThat(notRecorded).containsAll(withoutUse(guard.asked()));

            Grant removed = grant("hikyaku-pipeline dynamodb:UpdateItem table/hikyaku-deliveries");
            LocalIam stricter = cloud.guard(new AwsNames(made, "books"), permissions.without(removed));
            String mail = sendTo("ne-001");
            Waiting.until("a request is refused", () -> !stricter.refused().isEmpty());
            assertThat(status(mail)).isNull();
            assertThat(stricter.refused()).allMatch(ask -> ask.action().equals(removed.action()));
        }
    }

    private void doTheMainJob() {
        cloud.topic().lose(1);
        String unannounced = sendTo("ne-001");
        cloud.topic().duplicate(3);
        byte[] mail = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);
        cloud.mail().encrypt(true);
        String encrypted = sendTo("ne-001");
        String ofCouriers = cloud.mail().accept("order@market.example", List.of("ne-001@books.example"), mail);
        cloud.mail().encrypt(false);
        String unknown = sendTo("nobody");
        String gone = cloud.mail().announceWithoutObject("order@market.example", List.of("ne-001@shop.example"));
        String queue = cloud.queues().mail();
        cloud.sqs().sendMessage(send -> send.queueUrl(queue).messageBody("this announces no mail"));
        awaitAll(List.of(unannounced, ofCouriers, encrypted, sendTo("ne-001"), sendTo("ne-075")));
        Waiting.until("nobody's mail is held", () -> status(unknown) == HELD);
        Waiting.until("the mail that is gone has failed", () -> status(gone) == FAILED);
    }

    /** Variables of the pipeline's task that the couriers' tasks lack. */
    private static Map<String, String> own() {
        return Map.of("AWS_ACCESS_KEY_ID", AwsNames.accessKey("hikyaku-pipeline"), "HIKYAKU_WATCH_EVERY", "PT2S");
    }

    private Grant grant(String name) {
        return permissions.grants().stream()
                .filter(grant -> grant.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Leaves out one of the two courier roles, because both have the same statements; CourierPermissionsTest compares
     * them.
     *
     * @return permissions whose removal would have caused no refusal
     */
    private Set<String> withoutUse(Set<Ask> asked) {
        Predicate<Grant> isUseless = grant -> asked.stream().allMatch(permissions.without(grant)::allow);
        return permissions.grants().stream()
                .filter(grant -> !grant.role().equals("hikyaku-courier-shop"))
                .filter(isUseless)
                .map(Grant::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> notRecorded() throws IOException {
        Properties reasons = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/test/resources/deploy/not-recorded.properties"))) {
            reasons.load(file);
        }
        Set<String> names = new TreeSet<>(reasons.stringPropertyNames());
        if (System.getProperty(Packaged.BINARY) != null) {
            // a native courier starts before the pipeline checks its task
            names.add("hikyaku-pipeline ecs:DescribeTasks task/hikyaku-*/*");
        }
        return names;
    }
}
