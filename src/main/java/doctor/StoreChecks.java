package doctor;

import doctor.ReceiptRule.Action;
import doctor.aws.BucketLookup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Checks the path from the receipt rule to the object: bucket, its policy, its key. */
final class StoreChecks {

    static final Arrow BUCKET = Arrow.of(
            "bucket",
            "the bucket of the inbox exists",
            "create the bucket, or name the one in which the receipt rule stores (hikyaku.sets.NAME.inbox)",
            "terraform apply",
            "s3:ListBucket");
    static final Arrow BUCKET_POLICY = Arrow.of(
            "bucket-policy",
            "the bucket's policy lets SES store the set's mail, for the account and the rule that stores it",
            "let ses.amazonaws.com put objects under the inbox's prefix",
            "terraform apply",
            "s3:GetBucketPolicy");
    static final Arrow BUCKET_KEEPS = Arrow.of(
            "bucket-keeps",
            "the bucket keeps mail for longer than the ledger keeps its rows (hikyaku.retention)",
            "let the bucket's lifecycle keep objects for longer (keep_days), or shorten hikyaku.retention",
            "terraform apply",
            "s3:GetLifecycleConfiguration");
    static final Arrow BUCKET_PRIVATE = Arrow.of(
            "bucket-private",
            "public access to the bucket is blocked",
            "block all public access to the bucket",
            "terraform apply",
            "s3:GetBucketPublicAccessBlock");

    static final List<Arrow> ARROWS = List.of(BUCKET, BUCKET_POLICY, BUCKET_KEEPS, BUCKET_PRIVATE);

    static final String SES = "ses.amazonaws.com";

    private final Installation installation;
    private final S3Client s3;
    private final BucketLookup buckets;
    private final SesRequests ses;

    StoreChecks(Installation installation, S3Client s3, BucketLookup buckets, SesRequests ses) {
        this.installation = installation;
        this.s3 = s3;
        this.buckets = buckets;
        this.ses = ses;
    }

    Stream<Check> all() {
        return Stream.concat(
                installation.mailBuckets().stream().flatMap(this::ofBucket),
                installation.sets().keySet().stream().flatMap(this::ofSet));
    }

    private Stream<Check> ofBucket(String bucket) {
        List<String> exists = List.of(Arrow.named(BUCKET.name(), bucket));
        return Stream.of(
                new Check(BUCKET, Scope.MAIL, bucket, List.of(DomainChecks.MAIL_ACCOUNT.name()), () -> bucket(bucket)),
                new Check(BUCKET_KEEPS, Scope.MAIL, bucket, exists, () -> keeps(bucket)),
                new Check(BUCKET_PRIVATE, Scope.MAIL, bucket, exists, () -> isPrivate(bucket)));
    }

    private Stream<Check> ofSet(String set) {
        List<String> after = Stream.concat(
                        Stream.of(Arrow.named(RuleChecks.RULE.name(), set)),
                        installation.inboxes(set).stream().map(inbox -> Arrow.named(BUCKET.name(), inbox.bucket())))
                .toList();
        return Stream.of(new Check(BUCKET_POLICY, Scope.MAIL, set, after, () -> policy(set)));
    }

    private Optional<String> bucket(String bucket) {
        return buckets.exists(bucket) ? Optional.empty() : Optional.of("it does not exist");
    }

    private Optional<String> policy(String set) {
        for (Map.Entry<String, Action> storing : ses.rules().storing(set)) {
            Action action = storing.getValue();
            String bucket = action.place().bucket();
            String resource = "arn:%s:s3:::%s/%sMESSAGE"
                    .formatted(ses.partition(), bucket, action.place().prefix());
            if (action.role().isEmpty()
                    && !ses.may("bucket " + bucket, policyOf(bucket), storing.getKey(), "s3:PutObject", resource)) {
                return Optional.of("the policy of %s does not let SES store the mail of rule %s"
                        .formatted(bucket, storing.getKey()));
            }
        }
        return Optional.empty();
    }

    private String policyOf(String bucket) {
        return buckets.configuration(
                        "s3:GetBucketPolicy",
                        () -> s3.getBucketPolicy(ask -> ask.bucket(bucket)).policy())
                .orElse("");
    }

    private Optional<String> keeps(String bucket) {
        Duration retention = installation.settings().retention();
        List<LifecycleRule> rules = buckets.configuration(
                        "s3:GetLifecycleConfiguration",
                        () -> s3.getBucketLifecycleConfiguration(ask -> ask.bucket(bucket))
                                .rules())
                .orElse(List.of());
        return rules.stream()
                .filter(rule -> rule.status() == ExpirationStatus.ENABLED
                        && rule.expiration() != null
                        && rule.expiration().days() != null
                        && rule.expiration().days() <= retention.toDays())
                .findFirst()
                .map(rule -> "it deletes objects after %d days, and rows are kept for %d"
                        .formatted(rule.expiration().days(), retention.toDays()));
    }

    private Optional<String> isPrivate(String bucket) {
        boolean blocked = buckets.configuration(
                        "s3:GetBucketPublicAccessBlock",
                        () -> s3.getPublicAccessBlock(ask -> ask.bucket(bucket)).publicAccessBlockConfiguration())
                .filter(StoreChecks::blocksAll)
                .isPresent();
        return blocked ? Optional.empty() : Optional.of("the bucket does not block all public access");
    }

    private static boolean blocksAll(PublicAccessBlockConfiguration block) {
        return Stream.of(
                        block.blockPublicAcls(),
                        block.blockPublicPolicy(),
                        block.ignorePublicAcls(),
                        block.restrictPublicBuckets())
                .allMatch(Boolean.TRUE::equals);
    }
}
