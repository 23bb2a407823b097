package doctor;

import doctor.aws.Account;
import doctor.aws.BucketLookup;
import doctor.aws.NotAsked;
import doctor.aws.PolicyDocument;
import doctor.aws.PolicyDocument.Evaluation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mail.S3Prefix;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** Checks the path from the object to the queue of the buckets' events, which announce each mail a second time. */
final class StoredEventChecks {

    static final Arrow BUCKET_ANNOUNCES = Arrow.of(
            "bucket-announces",
            "the bucket announces each new object of the sets' inboxes to a topic; otherwise only the audit finds mail "
                    + "without a notification",
            "add the notification to the bucket's configuration, for s3:ObjectCreated:*",
            "terraform apply",
            "s3:GetBucketNotification");
    static final Arrow STORED_TOPIC = Arrow.of(
            "stored-topic",
            "the topic of the bucket's events exists, and its policy lets the bucket publish",
            "create the topic, and let s3.amazonaws.com publish to it for the bucket",
            "terraform apply",
            "sns:GetTopicAttributes");

    static final List<Arrow> ARROWS = List.of(BUCKET_ANNOUNCES, STORED_TOPIC);

    private static final String STORED = "stored";

    private final Installation installation;
    private final S3Client s3;
    private final BucketLookup buckets;
    private final Account account;
    private final TopicChecks topics;

    StoredEventChecks(
            Installation installation, S3Client s3, BucketLookup buckets, Account account, TopicChecks topics) {
        this.installation = installation;
        this.s3 = s3;
        this.buckets = buckets;
        this.account = account;
        this.topics = topics;
    }

    Stream<Check> all() {
        List<String> announced = installation.mailBuckets().stream()
                .map(bucket -> Arrow.named(STORED_TOPIC.name(), bucket))
                .toList();
        return Stream.concat(
                installation.mailBuckets().stream().flatMap(this::ofBucket),
                Stream.of(new Check(
                        TopicChecks.SUBSCRIPTION,
                        Scope.MAIL,
                        STORED,
                        Stream.concat(announced.stream(), Stream.of(AccountChecks.REGION.name()))
                                .toList(),
                        () -> topics.subscription(
                                STORED,
                                installation.mailBuckets().stream()
                                        .flatMap(this::topics)
                                        .distinct()
                                        .toList()))));
    }

    private Stream<Check> ofBucket(String bucket) {
        return Stream.of(
                new Check(
                        BUCKET_ANNOUNCES,
                        Scope.MAIL,
                        bucket,
                        List.of(Arrow.named(StoreChecks.BUCKET.name(), bucket)),
                        () -> announces(bucket)),
                new Check(
                        STORED_TOPIC,
                        Scope.MAIL,
                        bucket,
                        List.of(Arrow.named(BUCKET_ANNOUNCES.name(), bucket)),
                        () -> topics(bucket)
                                .flatMap(topic -> mayPublish(bucket, topic).stream())
                                .findFirst()));
    }

    private Optional<String> announces(String bucket) {
        List<TopicConfiguration> configured = configured(bucket);
        return installation.sets().keySet().stream()
                .flatMap(set -> installation.inboxes(set).stream())
                .filter(inbox -> inbox.bucket().equals(bucket))
                .filter(inbox -> configured.stream().noneMatch(one -> isFor(one, inbox)))
                .findFirst()
                .map(inbox -> "it does not announce the objects of " + bucket + "/" + inbox.prefix() + " to a topic");
    }

    private List<TopicConfiguration> configured(String bucket) {
        return buckets.configuration(
                        "s3:GetBucketNotification",
                        () -> s3.getBucketNotificationConfiguration(get -> get.bucket(bucket))
                                .topicConfigurations())
                .orElse(List.of());
    }

    private static boolean isFor(TopicConfiguration topic, S3Prefix inbox) {
        List<FilterRule> rules =
                topic.filter() == null ? List.of() : topic.filter().key().filterRules();
        return topic.eventsAsStrings().contains("s3:ObjectCreated:*")
                && rules.stream()
                        .allMatch(rule -> rule.nameAsString().equalsIgnoreCase("prefix")
                                && inbox.prefix().startsWith(rule.value()));
    }

    private Stream<String> topics(String bucket) {
        return configured(bucket).stream().map(TopicConfiguration::topicArn);
    }

    private Optional<String> mayPublish(String bucket, String topic) {
        if (!topics.exists(topic)) {
            return Optional.of(topic + " does not exist");
        }
        Evaluation decision = PolicyDocument.of(topics.policyOf(topic))
                .decide(new PolicyDocument.Request(
                        "s3.amazonaws.com",
                        "sns:Publish",
                        topic,
                        Map.of(
                                "aws:sourceaccount", account.id(),
                                "aws:sourcearn", "arn:%s:s3:::%s".formatted(account.partition(), bucket),
                                "aws:securetransport", "true")));
        if (decision == Evaluation.UNKNOWN) {
            throw NotAsked.because(
                    "the policy of topic " + topic + " has a condition that cannot be evaluated from here");
        }
        return decision == Evaluation.ALLOWED
                ? Optional.empty()
                : Optional.of("the policy of %s does not let the bucket publish".formatted(topic));
    }
}
