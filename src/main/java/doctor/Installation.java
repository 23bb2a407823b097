package doctor;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mail.S3Prefix;
import settings.HandOverMode;
import settings.MailSet;
import settings.Settings;

/**
 * What the settings say about the account: only names, nothing is requested.
 *
 * @param queues URLs by purpose: mail, receipts, stored, task-events, dead-letters
 * @param shutdown how long a pipeline takes to end on SIGTERM: camel.main.shutdown-timeout
 * @param service the pipeline's ECS service, as CLUSTER/SERVICE
 */
public record Installation(Settings settings, Map<String, String> queues, Duration shutdown, String service) {

    /** The subject of the pipeline's task definition, roles and network; no set can have this name. */
    static final String PIPELINE = "pipeline";

    /** The queues that receive mail or events. */
    static final List<String> INTAKES = List.of("mail", "receipts", "stored", "task-events");

    static final String DEAD_LETTERS = "dead-letters";

    /** @param shutdown how long a pipeline takes to end on SIGTERM: camel.main.shutdown-timeout */
    public static Installation of(Settings settings, Duration shutdown, String service) {
        Map<String, String> queues = new LinkedHashMap<>();
        queues.put("mail", settings.queue().mail());
        queues.put("receipts", settings.queue().receipts());
        queues.put("stored", settings.queue().stored());
        queues.put("task-events", settings.queue().taskEvents());
        queues.put(DEAD_LETTERS, settings.queue().deadLetters());
        return new Installation(settings, queues, shutdown, service);
    }

    String partsBucket() {
        return settings.bucket().parts();
    }

    String region() {
        return settings.aws().region();
    }

    /** The region in which SES receives the mail, with its bucket, key and topic. */
    String mailRegion() {
        return settings.aws().kmsRegion().orElse(region());
    }

    Map<String, MailSet> sets() {
        return new TreeMap<>(settings.sets());
    }

    /** @return where the set's mail may be stored: its own inbox, or the shared ones */
    List<S3Prefix> inboxes(String set) {
        Optional<String> own = settings.sets().get(set).inbox();
        return own.map(List::of).or(() -> settings.sweep().inboxes()).orElse(List.of()).stream()
                .map(S3Prefix::of)
                .toList();
    }

    List<String> mailBuckets() {
        return sets().keySet().stream()
                .flatMap(set -> inboxes(set).stream())
                .map(S3Prefix::bucket)
                .distinct()
                .toList();
    }

    /** @return sets whose deliveries go to couriers with their own queue */
    List<String> setsWithCouriers() {
        return sets().entrySet().stream()
                .filter(set -> set.getValue().handOver() == HandOverMode.COURIER)
                .map(Map.Entry::getKey)
                .toList();
    }

    String cluster() {
        return service.substring(0, service.indexOf('/'));
    }

    String serviceName() {
        return service.substring(service.indexOf('/') + 1);
    }

    /** A queue's URL ends in account and name, on AWS and on its emulators. */
    static QueueName queueName(String url) {
        URI uri = URI.create(url);
        String[] path = uri.getPath().split("/");
        String host = uri.getHost() == null ? "" : uri.getHost();
        String[] labels = host.split("\\.");
        boolean isAws = labels.length > 2 && labels[0].equals("sqs");
        return path.length < 3
                ? new QueueName("", "", url)
                : new QueueName(isAws ? labels[1] : "", path[path.length - 2], path[path.length - 1]);
    }

    /** @param region empty if the URL does not contain it */
    record QueueName(String region, String account, String name) {}

    String queueArn(String partition, String url) {
        QueueName queue = queueName(url);
        String region = queue.region().isEmpty() ? region() : queue.region();
        return "arn:%s:sqs:%s:%s:%s".formatted(partition, region, queue.account(), queue.name());
    }
}
