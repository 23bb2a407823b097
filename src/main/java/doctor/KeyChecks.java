package doctor;

import doctor.aws.BucketLookup;
import doctor.aws.NotAsked;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/** The keys that encrypt mail: through S3, or through SES itself. */
final class KeyChecks {

    static final Arrow BUCKET_KEY = Arrow.of(
            "bucket-key",
            "the bucket's encryption key can be used, and SES may use it",
            "enable the key, cancel its deletion, or allow ses.amazonaws.com in the policy of the key",
            "aws kms enable-key --key-id KEY",
            "s3:GetEncryptionConfiguration",
            "kms:DescribeKey",
            "kms:GetKeyPolicy");
    static final Arrow RULE_KEY = Arrow.of(
            "rule-key",
            "the key with which a set's rule encrypts each mail can be used, and SES may use it",
            "enable the key, or allow ses.amazonaws.com in the policy of the key",
            "aws kms enable-key --key-id KEY",
            "kms:DescribeKey",
            "kms:GetKeyPolicy");

    static final List<Arrow> ARROWS = List.of(BUCKET_KEY, RULE_KEY);

    private final Installation installation;
    private final S3Client s3;
    private final BucketLookup buckets;
    private final SesRequests ses;

    KeyChecks(Installation installation, S3Client s3, BucketLookup buckets, SesRequests ses) {
        this.installation = installation;
        this.s3 = s3;
        this.buckets = buckets;
        this.ses = ses;
    }

    Stream<Check> all() {
        Stream<Check> ofBuckets = installation.mailBuckets().stream()
                .map(bucket -> new Check(
                        BUCKET_KEY,
                        Scope.MAIL,
                        bucket,
                        List.of(Arrow.named(StoreChecks.BUCKET.name(), bucket), RuleChecks.RULE_SET.name()),
                        () -> key(bucket)));
        Stream<Check> ofSets = installation.sets().keySet().stream()
                .map(set -> new Check(
                        RULE_KEY,
                        Scope.MAIL,
                        set,
                        List.of(Arrow.named(RuleChecks.RULE.name(), set)),
                        () -> ruleKey(set)));
        return Stream.concat(ofBuckets, ofSets);
    }

    private Optional<String> key(String bucket) {
        Optional<ServerSideEncryptionByDefault> encryption = buckets.configuration(
                        "s3:GetEncryptionConfiguration",
                        () -> s3.getBucketEncryption(ask -> ask.bucket(bucket))
                                .serverSideEncryptionConfiguration()
                                .rules())
                .flatMap(rules -> rules.stream().findFirst())
                .map(rule -> rule.applyServerSideEncryptionByDefault());
        if (encryption.isEmpty() || !encryption.get().sseAlgorithmAsString().startsWith("aws:kms")) {
            return Optional.empty();
        }
        String key = encryption.get().kmsMasterKeyID();
        return key == null
                ? Optional.of("it encrypts with AWS' own key for S3, which SES cannot use")
                : ses.unusable(key, "kms:GenerateDataKey", "kms:Decrypt");
    }

    private Optional<String> ruleKey(String set) {
        List<String> keys = ses.rules().storing(set).stream()
                .map(action -> action.getValue().key())
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            throw NotAsked.onPurpose("the set's rule does not encrypt by itself");
        }
        return keys.stream()
                .flatMap(key -> ses.unusable(key, "kms:GenerateDataKey", "kms:Encrypt").stream())
                .findFirst();
    }
}
