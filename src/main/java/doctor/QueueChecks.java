package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doctor.PolicyDocument.Decision;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import settings.Settings.MailSet;

/** The queues: what comes in, and where it goes when it cannot be settled. */
final class QueueChecks {

    private static final String ASKED = "sqs:GetQueueAttributes";

    static final Arrow QUEUE = Arrow.of(
            "queue",
            "the queue exists",
            "make the queue, or name the right one in the settings",
            "terraform output pipeline_environment",
            ASKED);
    static final Arrow QUEUE_POLICY = Arrow.of(
            "queue-policy",
            "the queue's policy lets the topic send (of task-events: the rule of EventBridge)",
            "let the topic, or the rule, send messages to the queue",
            "terraform apply",
            ASKED);
    static final Arrow QUEUE_KEY = Arrow.of(
            "queue-key",
            "the queue is not encrypted with AWS' own key for SQS, which SNS and EventBridge may not use",
            "encrypt the queue with SQS' managed keys (SSE-SQS), or with a key of your own",
            "aws sqs set-queue-attributes --queue-url URL --attributes SqsManagedSseEnabled=true",
            ASKED);
    static final Arrow REDRIVE = Arrow.of(
            "redrive",
            "what is received too often goes to the dead-letter queue of the settings, after more receives than"
                    + " queue.receives, and that queue takes it",
            "set the queue's redrive policy, and let the dead-letter queue allow the queue",
            "terraform apply",
            ASKED);
    static final Arrow RETENTION = Arrow.of(
            "retention",
            "the dead-letter queue keeps messages for longer than the queue, which count from when they were first sent;"
                    + " the ledger keeps rows for longer than both together (hikyaku.retention)",
            "let the dead-letter queue keep messages for 14 days, or lengthen hikyaku.retention",
            "aws sqs set-queue-attributes --queue-url DEAD_LETTERS --attributes MessageRetentionPeriod=1209600",
            ASKED);
    static final Arrow WORK_QUEUE = Arrow.of(
            "work-queue",
            "the set's work queue and its dead-letter queue are FIFO, and the former tells duplicates by their content",
            "make the queue anew: whether a queue is FIFO cannot be changed",
            "terraform apply",
            ASKED);

    static final List<Arrow> ARROWS = List.of(QUEUE, QUEUE_POLICY, QUEUE_KEY, REDRIVE, RETENTION, WORK_QUEUE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Installation installation;
    private final Account account;
    private final QueueFacts queues;
    private final ActiveRules rules;

    QueueChecks(Installation installation, Account account, QueueFacts queues, ActiveRules rules) {
        this.installation = installation;
        this.account = account;
        this.queues = queues;
        this.rules = rules;
    }

    /** @param dead URL of its dead-letter queue */
    private record Source(Scope scope, String name, String url, String deadName, String dead) {}

    Stream<Check> all() {
        List<Check> checks = new ArrayList<>();
        String dead = installation.queues().get(Installation.DEAD_LETTERS);
        installation.queues().forEach((name, url) -> checks.add(exists(Scope.PIPELINE, name, url)));
        for (String intake : Installation.INTAKES) {
            List<String> after = after(intake);
            String url = installation.queues().get(intake);
            if (!intake.equals("task-events")) {
                checks.add(new Check(QUEUE_POLICY, Scope.PIPELINE, intake, after, () -> announced(url)));
            }
            checks.add(new Check(QUEUE_KEY, Scope.PIPELINE, intake, after, () -> key(url)));
            addRedrive(checks, new Source(Scope.PIPELINE, intake, url, Installation.DEAD_LETTERS, dead));
        }
        installation
                .setsWithCouriers()
                .forEach(set -> addWork(checks, set, installation.sets().get(set)));
        return checks.stream();
    }

    private static List<String> after(String... queues) {
        return Stream.of(queues).map(queue -> Arrow.named(QUEUE.name(), queue)).toList();
    }

    private Check exists(Scope scope, String name, String url) {
        List<String> after = List.of(AccountChecks.CREDENTIALS.name(), AccountChecks.REGION.name());
        return new Check(
                QUEUE,
                scope,
                name,
                after,
                () -> queues.of(url).isPresent() ? Optional.empty() : Optional.of(url + " does not exist"));
    }

    private void addRedrive(List<Check> checks, Source source) {
        List<String> after = after(source.name(), source.deadName());
        checks.add(new Check(REDRIVE, source.scope(), source.name(), after, () -> redrive(source)));
        checks.add(new Check(RETENTION, source.scope(), source.name(), after, () -> retention(source)));
    }

    private void addWork(List<Check> checks, String set, MailSet own) {
        String queue = own.couriers().queue().orElse("");
        String dead = own.couriers().deadLetters().orElse("");
        Source source = new Source(Scope.COURIER, "work of " + set, queue, "dead letters of " + set, dead);
        checks.add(named(source.name(), queue, "hikyaku.sets." + set + ".couriers.queue"));
        checks.add(named(source.deadName(), dead, "hikyaku.sets." + set + ".couriers.dead-letters"));
        checks.add(
                new Check(WORK_QUEUE, Scope.COURIER, set, after(source.name(), source.deadName()), () -> fifo(source)));
        addRedrive(checks, source);
    }

    private Check named(String name, String url, String setting) {
        if (!url.isEmpty()) {
            return exists(Scope.COURIER, name, url);
        }
        return new Check(QUEUE, Scope.COURIER, name, List.of(), () -> Optional.of(setting + " is not set"));
    }

    private Optional<String> announced(String url) {
        PolicyDocument policy = PolicyDocument.of(facts(url).getOrDefault("Policy", ""));
        String queue = installation.queueArn(account.partition(), url);
        List<String> topics = topics(policy);
        return topics.stream()
                .filter(topic -> !may(policy, "sns.amazonaws.com", queue, topic))
                .findFirst()
                .map(topic -> "the queue's policy does not let " + topic + " send");
    }

    /** Where SES is in another account, the policy itself says which topic it is about. */
    private List<String> topics(PolicyDocument policy) {
        try {
            List<String> topics = rules.topics();
            if (!topics.isEmpty()) {
                return topics;
            }
        } catch (NotAsked | AwsRefusal e) {
            // the rules' own checks say why
        }
        List<String> named =
                policy.sources().filter(arn -> arn.contains(":sns:")).distinct().toList();
        return named.isEmpty()
                ? List.of("arn:" + account.partition() + ":sns:" + installation.mailRegion() + ":" + account.id()
                        + ":any")
                : named;
    }

    /** @throws NotAsked if the policy has what cannot be evaluated */
    private boolean may(PolicyDocument policy, String service, String queue, String source) {
        String owner = source.split(":").length > 4 ? source.split(":")[4] : "";
        Decision decision = policy.decide(new PolicyDocument.Request(
                service,
                "sqs:SendMessage",
                queue,
                Map.of("aws:sourcearn", source, "aws:sourceaccount", owner, "aws:securetransport", "true")));
        if (decision == Decision.UNKNOWN) {
            throw NotAsked.because("the queue's policy has a condition that cannot be evaluated from here");
        }
        return decision == Decision.ALLOWED;
    }

    /** @return whether the rule of EventBridge may send to the queue of the events */
    boolean maySend(String rule) {
        String url = installation.queues().get("task-events");
        PolicyDocument policy = PolicyDocument.of(facts(url).getOrDefault("Policy", ""));
        return may(policy, "events.amazonaws.com", installation.queueArn(account.partition(), url), rule);
    }

    private Optional<String> key(String url) {
        String key = facts(url).getOrDefault("KmsMasterKeyId", "");
        return key.endsWith("alias/aws/sqs") ? Optional.of("it is encrypted with alias/aws/sqs") : Optional.empty();
    }

    private Optional<String> redrive(Source source) {
        JsonNode redrive = tree(facts(source.url()).getOrDefault("RedrivePolicy", "{}"));
        String target = redrive.path("deadLetterTargetArn").asText();
        String expected = installation.queueArn(account.partition(), source.dead());
        if (target.isEmpty()) {
            return Optional.of("the queue has no redrive policy");
        }
        if (!target.equals(expected)) {
            return Optional.of("it leads to " + target + ", and the settings name " + expected);
        }
        if (redrive.path("maxReceiveCount").asInt() <= installation.receives()) {
            return Optional.of(
                    "a message is a dead letter after %d receives, and the pipeline puts one back up to %d times"
                            .formatted(redrive.path("maxReceiveCount").asInt(), installation.receives()));
        }
        return allowed(source, tree(facts(source.dead()).getOrDefault("RedriveAllowPolicy", "{}")));
    }

    private Optional<String> allowed(Source source, JsonNode allow) {
        String arn = installation.queueArn(account.partition(), source.url());
        boolean allows = switch (allow.path("redrivePermission").asText("allowAll")) {
            case "denyAll" -> false;
            case "byQueue" ->
                PolicyDocument.texts(allow.path("sourceQueueArns")).anyMatch(arn::equals);
            default -> true;
        };
        return allows
                ? Optional.empty()
                : Optional.of("the dead-letter queue does not take what comes from this queue");
    }

    private Optional<String> retention(Source source) {
        Duration own = kept(source.url());
        Duration dead = kept(source.dead());
        if (dead.compareTo(own) <= 0) {
            return Optional.of(
                    "the queue keeps messages for %s, and its dead-letter queue for %s: count from the first send"
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

    private Optional<String> fifo(Source source) {
        Map<String, String> facts = new LinkedHashMap<>(facts(source.url()));
        if (!facts.getOrDefault("FifoQueue", "false").equals("true")) {
            return Optional.of("the work queue is no FIFO queue");
        }
        if (!facts.getOrDefault("ContentBasedDeduplication", "false").equals("true")) {
            return Optional.of("the work queue does not tell duplicates by their content");
        }
        return facts(source.dead()).getOrDefault("FifoQueue", "false").equals("true")
                ? Optional.empty()
                : Optional.of("its dead-letter queue is no FIFO queue");
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
