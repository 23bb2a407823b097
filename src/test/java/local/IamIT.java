package local;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import deploy.Rendering;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The roles in deploy/terraform allow what the pipeline and its couriers ask of the services, and nothing more. Actions only: the local services' resources have other names. */
class IamIT extends MailJourney {

    private static final Map<String, String> OBJECTS =
            Map.of("GET", "s3:GetObject", "HEAD", "s3:GetObject", "PUT", "s3:PutObject");

    @Override
    Map<String, String> changes() {
        Map<String, String> changes = new HashMap<>(Map.of(
                "HIKYAKU_SWEEP_INBOXES", LocalCloud.RAW_BUCKET + "/raw/",
                "HIKYAKU_WATCH_EVERY", "PT2S",
                "COURIERS_LOOK_EVERY", "1000"));
        changes.put("HIKYAKU_SETS_COURIERS_DOMAINS", "couriers.example");
        changes.put("HIKYAKU_SETS_COURIERS_ALIASES", "demo/aliases");
        changes.put("HIKYAKU_SETS_COURIERS_CLUSTER", "couriers");
        changes.put("HIKYAKU_SETS_COURIERS_TASK_DEFINITION", "couriers");
        changes.put("HIKYAKU_SETS_COURIERS_HAND_OVER", "courier");
        changes.put("HIKYAKU_SETS_COURIERS_COURIERS_IDLE", "PT5S");
        changes.put("HIKYAKU_SETS_COURIERS_PIPE_SERVER", "none");
        return changes;
    }

    @Test
    void theRolesAllowWhatIsAskedForAndNothingElse() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            cloud.topic().duplicate(3);
            byte[] mail = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);
            String ofCouriers = cloud.mail().accept("order@market.example", List.of("ne-001@couriers.example"), mail);
            awaitAll(List.of(ofCouriers, sendTo("ne-001"), sendTo("ne-075")));
        }

        Set<String> allowed = allowed();
        allowed.removeAll(notRecorded());
        assertThat(asked()).isEqualTo(allowed);
    }

    /** SQS has no permissions for batches: those of a single message hold. */
    private Set<String> asked() {
        return Stream.of(
                        cloud.queueGate().requests().keySet().stream()
                                .map(operation -> "sqs:" + operation.replaceFirst("Batch$", "")),
                        cloud.tableGate().requests().keySet().stream().map(operation -> "dynamodb:" + operation),
                        cloud.bucketGate().requests().keySet().stream().map(OBJECTS::get))
                .flatMap(actions -> actions)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> allowed() {
        Rendering made = Rendering.of("two-accounts");
        Set<String> allowed = made.allowed("hikyaku-pipeline");
        allowed.addAll(made.allowed("hikyaku-courier-shop"));
        return allowed;
    }

    private static Set<String> notRecorded() throws IOException {
        Properties reasons = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/test/resources/deploy/not-recorded.properties"))) {
            reasons.load(file);
        }
        return reasons.stringPropertyNames();
    }
}
