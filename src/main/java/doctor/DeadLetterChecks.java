package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doctor.aws.Account;
import doctor.aws.PolicyDocument;
import doctor.aws.QueueLookup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import settings.CouriersSettings;

/** The dead-letter queues: which messages they receive, and how long they keep them. */
final class DeadLetterChecks {

    private static final String ASKED = "sqs:GetQueueAttributes";

    static final Arrow REDRIVE = Arrow.of(
            "redrive",
            "a message that is received too often goes to the dead-letter queue of the settings, after more "
                    + "receives than hikyaku.queue.receives, and that queue accepts it",
            "set the queue's redrive policy, and let the dead-letter queue allow the queue",
            "terraform apply",
            ASKED);
    static final Arrow RETENTION = Arrow.of(
            "retention",
            "the dead-letter queue keeps messages for longer than the queue (both count from the first send); "
                    + "the ledger keeps rows for longer than both together (hikyaku.retention)",
            "let the dead-letter queue keep messages for 14 days, or lengthen hikyaku.retention",
            "aws sqs set-queue-attributes --queue-url DEAD_LETTERS --attributes MessageRetentionPeriod=1209600",
            ASKED);
    static final Arrow WORK_QUEUE = Arrow.of(
            "work-queue",
            "the set's work queue and its dead-letter queue are FIFO, and the work queue detects duplicates by content",
            "create the queue again, because a standard queue cannot become FIFO",
            "terraform apply",
            ASKED);

    static final List<Arrow> ARROWS = List.of(REDRIVE, RETENTION, WORK_QUEUE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Installation installation;
    private final Account account;
    private final QueueLookup queues;

    DeadLetterChecks(Installation installation, Account account, QueueLookup queues) {
        this.installation = installation;
        this.account = account;
        this.queues = queues;
    }

    /** @param dead URL of the queue's dead-letter queue */
    private record SourceQueue(Scope scope, String name, String url, String deadName, String dead) {

        List<String> exist() {
            return Stream.of(name, deadName)
                    .map(queue -> Arrow.named(QueueChecks.QUEUE.name(), queue))
                    .toList();
        }
    }

    Stream<Check> all() {
        List<Check> checks = new ArrayList<>();
        String dead = installation.queues().get(Installation.DEAD_LETTERS);
        for (String intake : Installation.INTAKES) {
            String url = installation.queues().get(intake);
            add(checks, new SourceQueue(Scope.PIPELINE, intake, url, Installation.DEAD_LETTERS, dead));
        }
        for (String set : installation.setsWithCouriers()) {
            CouriersSettings own = installation.sets().get(set).couriers();
            SourceQueue source = new SourceQueue(
                    Scope.COURIER,
                    QueueChecks.work(set),
                    own.queue().orElse(""),
                    QueueChecks.deadOf(set),
                    own.deadLetters().orElse(""));
            checks.add(new Check(WORK_QUEUE, Scope.COURIER, set, source.exist(), () -> fifo(source)));
            add(checks, source);
        }
        return checks.stream();
    }

    private void add(List<Check> checks, SourceQueue source) {
        checks.add(new Check(REDRIVE, source.scope(), source.name(), source.exist(), () -> redrive(source)));
        checks.add(new Check(RETENTION, source.scope(), source.name(), source.exist(), () -> retention(source)));
    }

    private Optional<String> redrive(SourceQueue source) {
        JsonNode redrive = tree(facts(source.url()).getOrDefault("RedrivePolicy", "{}"));
        String target = redrive.path("deadLetterTargetArn").asText();
        String expected = installation.queueArn(account.partition(), source.dead());
        if (target.isEmpty()) {
            return Optional.of("the queue has no redrive policy");
        }
        if (!target.equals(expected)) {
            return Optional.of("it leads to " + target + ", and the settings name " + expected);
        }
        if (redrive.path("maxReceiveCount").asInt()
                <= installation.settings().queue().receives()) {
            return Optional.of(
                    "a message is a dead letter after %d receives, and the pipeline may return a message %d times"
                            .formatted(
                                    redrive.path("maxReceiveCount").asInt(),
                                    installation.settings().queue().receives()));
        }
        return allowed(source, tree(facts(source.dead()).getOrDefault("RedriveAllowPolicy", "{}")));
    }

    private Optional<String> allowed(SourceQueue source, JsonNode allow) {
        String arn = installation.queueArn(account.partition(), source.url());
        boolean allows = switch (allow.path("redrivePermission").asText("allowAll")) {
            case "denyAll" -> false;
            case "byQueue" ->
                PolicyDocument.texts(allow.path("sourceQueueArns")).anyMatch(arn::equals);
            default -> true;
        };
        return allows ? Optional.empty() : Optional.of("the dead-letter queue does not accept messages of this queue");
    }

    private Optional<String> retention(SourceQueue source) {
        Duration own = kept(source.url());
        Duration dead = kept(source.dead());
        if (dead.compareTo(own) <= 0) {
            return Optional.of(
                    "the queue keeps messages for %s, and its dead-letter queue for %s, counted from the first send"
                            .formatted(days(own), days(dead)));
        }
        Duration rows = installation.settings().retention();
        return rows.compareTo(own.plus(dead)) <= 0
                ? Optional.of("rows are kept for %s, and messages for %s".formatted(days(rows), days(own.plus(dead))))
                : Optional.empty();
    }

    private Duration kept(String url) {
        return Duration.ofSeconds(Long.parseLong(facts(url).getOrDefault("MessageRetentionPeriod", "345600")));
    }

    private static String days(Duration time) {
        return time.toHours() % 24 == 0 ? time.toDays() + " days" : time.toHours() + " hours";
    }

    private Optional<String> fifo(SourceQueue source) {
        Map<String, String> facts = facts(source.url());
        if (!facts.getOrDefault("FifoQueue", "false").equals("true")) {
            return Optional.of("the work queue is not a FIFO queue");
        }
        if (!facts.getOrDefault("ContentBasedDeduplication", "false").equals("true")) {
            return Optional.of("the work queue does not detect duplicates by content");
        }
        return facts(source.dead()).getOrDefault("FifoQueue", "false").equals("true")
                ? Optional.empty()
                : Optional.of("its dead-letter queue is not a FIFO queue");
    }

    private Map<String, String> facts(String url) {
        return queues.of(url).orElse(Map.of());
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
