package doctor;

import doctor.aws.AwsRefusal;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import doctor.aws.NotAsked;
import doctor.aws.Once;
import doctor.aws.XmlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the path from the S3 action's notification to the queues. */
final class TopicChecks {

    static final Arrow TOPIC = Arrow.of(
            "topic",
            "the topic that the rules name exists",
            "create the topic, or name another one in the rules' S3 actions",
            "terraform apply",
            "sns:GetTopicAttributes");
    static final Arrow TOPIC_POLICY = Arrow.of(
            "topic-policy",
            "the topic's policy lets SES publish, for the account and the rules that announce",
            "let ses.amazonaws.com publish to the topic",
            "terraform apply",
            "sns:GetTopicAttributes");
    static final Arrow TOPIC_KEY = Arrow.of(
            "topic-key",
            "the topic's encryption key can be used, and SES may use it",
            "enable the key, or let ses.amazonaws.com use it; SES cannot use AWS' own key for SNS",
            "aws kms enable-key --key-id KEY",
            "sns:GetTopicAttributes",
            "kms:DescribeKey",
            "kms:GetKeyPolicy");
    static final Arrow SUBSCRIPTION = Arrow.of(
            "subscription",
            "the queue is subscribed to each topic, confirmed, and gets every message",
            "subscribe the queue, confirm it, and remove its filter policy",
            "aws sns subscribe --topic-arn TOPIC --protocol sqs --notification-endpoint QUEUE_ARN",
            "sns:ListSubscriptionsByTopic",
            "sns:GetSubscriptionAttributes");

    static final List<Arrow> ARROWS = List.of(TOPIC, TOPIC_POLICY, TOPIC_KEY, SUBSCRIPTION);

    private static final int MOST_PAGES = 20;

    private final Installation installation;
    private final Calls calls;
    private final SesRequests ses;
    private final Map<String, Once<Map<String, String>>> attributes = new HashMap<>();

    TopicChecks(Installation installation, Calls calls, SesRequests ses) {
        this.installation = installation;
        this.calls = calls;
        this.ses = ses;
    }

    Stream<Check> all() {
        List<String> exists = List.of(TOPIC.name());
        List<String> known = List.of(TOPIC.name(), AccountChecks.REGION.name());
        return Stream.concat(
                Stream.of(
                        new Check(TOPIC, Scope.MAIL, "", announced(), this::topic),
                        new Check(TOPIC_POLICY, Scope.MAIL, "", exists, this::policy),
                        new Check(TOPIC_KEY, Scope.MAIL, "", exists, this::key)),
                Stream.of("mail", "receipts")
                        .map(queue -> new Check(
                                SUBSCRIPTION,
                                Scope.MAIL,
                                queue,
                                known,
                                () -> subscription(queue, ses.rules().topics()))));
    }

    /** If a set's rule names no topic, another check reports it. */
    private List<String> announced() {
        return Stream.concat(
                        Stream.of(RuleChecks.RULE_SET.name()),
                        installation.sets().keySet().stream()
                                .flatMap(set -> Stream.of(
                                        Arrow.named(RuleChecks.RULE.name(), set),
                                        Arrow.named(RuleChecks.RULE_ANNOUNCES.name(), set))))
                .toList();
    }

    private Optional<String> topic() {
        return ses.rules().topics().stream()
                .filter(topic -> !exists(topic))
                .findFirst()
                .map(topic -> topic + " does not exist");
    }

    boolean exists(String topic) {
        try {
            attributes(topic);
            return true;
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private Optional<String> policy() {
        for (String set : installation.sets().keySet()) {
            for (Map.Entry<String, ReceiptRule.Action> storing : ses.rules().storing(set)) {
                String topic = storing.getValue().topic();
                String policy = policyOf(topic);
                if (!ses.may("topic " + topic, policy, storing.getKey(), "sns:Publish", topic)) {
                    return Optional.of(
                            "the policy of %s does not let SES publish for rule %s".formatted(topic, storing.getKey()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> key() {
        List<String> keys = ses.rules().topics().stream()
                .map(topic -> attributes(topic).getOrDefault("KmsMasterKeyId", ""))
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            throw NotAsked.onPurpose("the topic is not encrypted");
        }
        return keys.stream()
                .flatMap(key -> ses.unusable(key, "kms:GenerateDataKey", "kms:Decrypt").stream())
                .findFirst();
    }

    String policyOf(String topic) {
        return attributes(topic).getOrDefault("Policy", "");
    }

    Optional<String> subscription(String queue, List<String> topics) {
        String arn =
                installation.queueArn(ses.partition(), installation.queues().get(queue));
        for (String topic : topics) {
            Optional<XmlNode> own = subscriptions(topic)
                    .filter(one -> one.text("Protocol").equals("sqs")
                            && one.text("Endpoint").equals(arn))
                    .findFirst();
            if (own.isEmpty()) {
                return Optional.of("no subscription of " + topic + " leads to " + arn);
            }
            String id = own.get().text("SubscriptionArn");
            if (!id.startsWith("arn:")) {
                return Optional.of("the subscription is not confirmed: " + id);
            }
            String filter = attributes("GetSubscriptionAttributes", "SubscriptionArn", id)
                    .getOrDefault("FilterPolicy", "");
            if (!filter.isEmpty() && !filter.equals("{}")) {
                return Optional.of("the subscription has a filter policy, which holds messages back");
            }
        }
        return Optional.empty();
    }

    private Stream<XmlNode> subscriptions(String topic) {
        Stream<XmlNode> found = Stream.empty();
        String next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> parameters = new HashMap<>(Map.of("TopicArn", topic));
            if (!next.isEmpty()) {
                parameters.put("NextToken", next);
            }
            XmlNode answer =
                    calls.query(AwsService.SNS, installation.mailRegion(), "ListSubscriptionsByTopic", parameters);
            found = Stream.concat(found, answer.all("Subscriptions", "member"));
            next = answer.text("NextToken");
            if (next.isEmpty()) {
                break;
            }
        }
        return found;
    }

    private Map<String, String> attributes(String topic) {
        return attributes
                .computeIfAbsent(topic, one -> new Once<>(() -> attributes("GetTopicAttributes", "TopicArn", one)))
                .get();
    }

    private Map<String, String> attributes(String action, String parameter, String arn) {
        Map<String, String> found = new HashMap<>();
        calls.query(AwsService.SNS, installation.mailRegion(), action, Map.of(parameter, arn))
                .all("Attributes", "entry")
                .forEach(entry -> found.put(entry.text("key"), entry.text("value")));
        return found;
    }
}
