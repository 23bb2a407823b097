package doctor;

import doctor.aws.Account;
import doctor.aws.AwsRefusal;
import doctor.aws.NotAsked;
import doctor.aws.PolicyDocument;
import doctor.aws.PolicyDocument.Evaluation;
import doctor.aws.QueueLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import settings.CouriersSettings;

/** The queues: what they receive, and where messages go that cannot be processed. */
final class QueueChecks {

    private static final String ASKED = "sqs:GetQueueAttributes";

    static final Arrow QUEUE = Arrow.of(
            "queue",
            "the queue exists",
            "create the queue, or name the right one in the settings",
            "terraform output pipeline_environment",
            ASKED);
    static final Arrow QUEUE_POLICY = Arrow.of(
            "queue-policy",
            "the queue's policy lets the topic send (for task-events: the EventBridge rule)",
            "let the topic, or the rule, send messages to the queue",
            "terraform apply",
            ASKED);
    static final Arrow QUEUE_KEY = Arrow.of(
            "queue-key",
            "the queue is not encrypted with AWS' own key for SQS, which SNS and EventBridge cannot use",
            "encrypt the queue with SQS' managed keys (SSE-SQS), or with a key of your own",
            "aws sqs set-queue-attributes --queue-url URL --attributes SqsManagedSseEnabled=true",
            ASKED);
    static final List<Arrow> ARROWS = List.of(QUEUE, QUEUE_POLICY, QUEUE_KEY);

    private final Installation installation;
    private final Account account;
    private final QueueLookup queues;
    private final ActiveRules rules;

    QueueChecks(Installation installation, Account account, QueueLookup queues, ActiveRules rules) {
        this.installation = installation;
        this.account = account;
        this.queues = queues;
        this.rules = rules;
    }

    Stream<Check> all() {
        List<Check> checks = new ArrayList<>();
        installation.queues().forEach((name, url) -> checks.add(exists(Scope.PIPELINE, name, url)));
        for (String intake : Installation.INTAKES) {
            List<String> after = List.of(Arrow.named(QUEUE.name(), intake));
            String url = installation.queues().get(intake);
            if (!intake.equals("task-events")) {
                checks.add(new Check(QUEUE_POLICY, Scope.PIPELINE, intake, after, () -> announced(intake, url)));
            }
            checks.add(new Check(QUEUE_KEY, Scope.PIPELINE, intake, after, () -> key(url)));
        }
        for (String set : installation.setsWithCouriers()) {
            CouriersSettings couriers = installation.sets().get(set).couriers();
            checks.add(named(work(set), couriers.queue(), "hikyaku.sets." + set + ".couriers.queue"));
            checks.add(named(deadOf(set), couriers.deadLetters(), "hikyaku.sets." + set + ".couriers.dead-letters"));
        }
        return checks.stream();
    }

    /** The name that the checks use. */
    static String work(String set) {
        return "work of " + set;
    }

    static String deadOf(String set) {
        return "dead letters of " + set;
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

    private Check named(String name, Optional<String> url, String setting) {
        return url.map(one -> exists(Scope.COURIER, name, one))
                .orElseGet(() ->
                        new Check(QUEUE, Scope.COURIER, name, List.of(), () -> Optional.of(setting + " is not set")));
    }

    private Optional<String> announced(String intake, String url) {
        PolicyDocument policy = PolicyDocument.of(facts(url).getOrDefault("Policy", ""));
        String queue = installation.queueArn(account.partition(), url);
        List<String> topics = intake.equals("stored") ? named(policy) : topics(policy);
        return topics.stream()
                .filter(topic -> !may(policy, "sns.amazonaws.com", queue, topic))
                .findFirst()
                .map(topic -> "the queue's policy does not let " + topic + " send");
    }

    /** If SES is in another account, the policy itself says which topic may send. */
    private List<String> topics(PolicyDocument policy) {
        try {
            List<String> topics = rules.topics();
            if (!topics.isEmpty()) {
                return topics;
            }
        } catch (NotAsked | AwsRefusal e) {
            // the rules' own checks report why
        }
        return named(policy);
    }

    /** No receipt rule names the topic of the buckets' events. */
    private List<String> named(PolicyDocument policy) {
        List<String> named =
                policy.sources().filter(arn -> arn.contains(":sns:")).distinct().toList();
        return named.isEmpty()
                ? List.of("arn:" + account.partition() + ":sns:" + installation.mailRegion() + ":" + account.id()
                        + ":any")
                : named;
    }

    /** @throws NotAsked if the policy has an element that cannot be evaluated */
    private boolean may(PolicyDocument policy, String service, String queue, String source) {
        String owner = source.split(":").length > 4 ? source.split(":")[4] : "";
        Evaluation decision = policy.decide(new PolicyDocument.Request(
                service,
                "sqs:SendMessage",
                queue,
                Map.of("aws:sourcearn", source, "aws:sourceaccount", owner, "aws:securetransport", "true")));
        if (decision == Evaluation.UNKNOWN) {
            throw NotAsked.because("the queue's policy has a condition that cannot be evaluated from here");
        }
        return decision == Evaluation.ALLOWED;
    }

    /** @return whether the EventBridge rule may send to the queue of task events */
    boolean maySend(String rule) {
        String url = installation.queues().get("task-events");
        PolicyDocument policy = PolicyDocument.of(facts(url).getOrDefault("Policy", ""));
        return may(policy, "events.amazonaws.com", installation.queueArn(account.partition(), url), rule);
    }

    private Optional<String> key(String url) {
        String key = facts(url).getOrDefault("KmsMasterKeyId", "");
        return key.endsWith("alias/aws/sqs") ? Optional.of("it is encrypted with alias/aws/sqs") : Optional.empty();
    }

    private Map<String, String> facts(String url) {
        return queues.of(url).orElse(Map.of());
    }
}
