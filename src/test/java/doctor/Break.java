package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One error in an otherwise correct account.
 *
 * @param arrow the arrow that the error breaks
 * @param what the error, in words
 * @param settings changes of the pipeline's variables
 * @param also a second arrow that the error breaks; usually empty
 */
record Break(String arrow, String what, UnaryOperator<AwsAccount> account, Map<String, String> settings, String also) {

    private static final String MAIL = "/buckets/hikyaku-mail-111111111111-us-east-1";
    private static final String BUCKET = "[hikyaku-mail-111111111111-us-east-1]";
    private static final String KEY = "/keys/arn:aws:kms:us-east-1:111111111111:key~1kms_key";
    private static final String TOPIC = "/topics/arn:aws:sns:us-east-1:111111111111:hikyaku-mail";
    private static final String STORED = "/topics/arn:aws:sns:us-east-1:111111111111:hikyaku-stored";
    private static final String GROUP = "/securityGroups/sg-0123456789abcdef0";
    private static final String SHOP = "/taskDefinitions/hikyaku-shop";
    private static final String PIPELINE = "/taskDefinitions/hikyaku-pipeline";
    private static final String TABLE = "/tables/hikyaku-deliveries";
    private static final String STOP = "{'Name': 'stop', 'Enabled': true, 'Recipients': ['shop.example'], 'Actions':"
            + " [{'StopAction': {'Scope': 'RuleSet'}}]}";

    /** Rules are in the order of their sets: books, shop. */
    private static final String RULE = "/ruleSet/Rules/1";

    private static final String ACTION = RULE + "/Actions/0/S3Action";

    @Override
    public String toString() {
        return arrow + ": " + what;
    }

    private static Break of(String arrow, String what, UnaryOperator<AwsAccount> account) {
        return new Break(arrow, what, account, Map.of(), "");
    }

    private static Break with(String arrow, String what, String pointer, Object value) {
        return of(arrow, what, account -> account.with(pointer, value));
    }

    private static Break without(String arrow, String what, String pointer) {
        return of(arrow, what, account -> account.without(pointer));
    }

    private static Break replacing(String arrow, String what, String pointer, String old, String other) {
        return of(arrow, what, account -> account.replacing(pointer, old, other));
    }

    private static Break setting(String arrow, String what, String variable, String value) {
        return new Break(arrow, what, account -> account, Map.of(variable, value), "");
    }

    private Break and(String other) {
        return new Break(arrow, what, account, settings, other);
    }

    private static int alarm(AwsAccount account, String name) {
        int index = 0;
        while (!account.at("/alarms/" + index + "/AlarmName").asText().equals(name)) {
            index++;
        }
        return index;
    }

    private static JsonNode json(String text) {
        try {
            return AwsAccount.JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static List<Break> all() {
        return List.of(
                with("clock", "this machine is slow", "/clockAhead", 120),
                with("clock", "this machine is fast", "/clockAhead", -120),
                setting(
                        "region",
                        "a queue of another region",
                        "HIKYAKU_QUEUE_RECEIPTS",
                        "https://sqs.us-east-1.amazonaws.com/111111111111/hikyaku-receipts"),
                setting(
                        "region",
                        "a queue of another account",
                        "HIKYAKU_QUEUE_RECEIPTS",
                        "https://sqs.ap-northeast-1.amazonaws.com/000000000000/hikyaku-receipts"),
                without("identity[shop.example]", "SES does not know the domain", "/identities/shop.example"),
                with(
                        "identity[shop.example]",
                        "the domain is not verified",
                        "/identities/shop.example/VerificationStatus",
                        "Pending"),
                without(
                        "dkim[shop.example]",
                        "a DKIM record is missing",
                        "/dns/CNAME/shopexample._domainkey.shop.example"),
                with(
                        "dkim[shop.example]",
                        "a DKIM record leads elsewhere",
                        "/dns/CNAME/shopexample._domainkey.shop.example",
                        "old.dkim.amazonses.com"),
                without("mx[books.example]", "the domain has no MX", "/dns/MX/books.example"),
                with("mx[shop.example]", "the MX is the old server's", "/dns/MX/shop.example", "10 mail.shop.example"),
                with(
                        "mx[shop.example]",
                        "the MX is SES' of another region",
                        "/dns/MX/shop.example",
                        "10 inbound-smtp.us-west-2.amazonaws.com"),
                without("rule-set", "no rule set is active", "/ruleSet"),
                without("rule[shop]", "the set has no rule", RULE),
                with("rule[shop]", "the rule is disabled", RULE + "/Enabled", false),
                with("rule[shop]", "the rule takes another domain", RULE + "/Recipients/0", "other.example"),
                without("rule[books]", "the rule takes one of two domains", "/ruleSet/Rules/0/Recipients/1"),
                with("rule[shop]", "the rule stores elsewhere", ACTION + "/ObjectKeyPrefix", "elsewhere/"),
                of(
                        "rule-order[shop]",
                        "a rule before it stops",
                        account -> account.with("/ruleSet/Rules/0", json(STOP))
                                .with("/ruleSet/Rules/-", account.at("/ruleSet/Rules/0"))),
                with(
                        "rule-order[shop]",
                        "an action before the S3 action bounces",
                        RULE + "/Actions",
                        json("[{'BounceAction': {'SmtpReplyCode': '550'}}, {'S3Action': {'BucketName':"
                                + " 'hikyaku-mail-111111111111-us-east-1', 'ObjectKeyPrefix': 'inbox/shop/', 'TopicArn':"
                                + " 'arn:aws:sns:us-east-1:111111111111:hikyaku-mail'}}]")),
                without("rule-announces[shop]", "the rule names no topic", ACTION + "/TopicArn"),
                with("rule-tls[shop]", "the rule accepts mail without TLS", RULE + "/TlsPolicy", "Optional"),
                with("rule-scan[shop]", "the rule does not scan", RULE + "/ScanEnabled", false),
                without("bucket" + BUCKET, "the mail bucket is gone", MAIL),
                without("bucket-policy[books]", "the bucket has no policy", MAIL + "/policy"),
                replacing(
                        "bucket-policy[books]",
                        "the policy is for another account's SES",
                        MAIL + "/policy",
                        "\"aws:SourceAccount\":\"111111111111\"",
                        "\"aws:SourceAccount\":\"333333333333\""),
                replacing(
                        "bucket-policy[books]",
                        "the policy is for another rule set",
                        MAIL + "/policy",
                        "receipt-rule-set/hikyaku:",
                        "receipt-rule-set/other:"),
                replacing(
                        "bucket-policy[books]",
                        "the policy is for one set's prefix",
                        MAIL + "/policy",
                        "us-east-1/inbox/*",
                        "us-east-1/inbox/shop/*"),
                with("bucket-key" + BUCKET, "the key is disabled", KEY + "/KeyState", "Disabled")
                        .and("topic-key"),
                with("bucket-key" + BUCKET, "the key is to be deleted", KEY + "/KeyState", "PendingDeletion")
                        .and("topic-key"),
                replacing(
                                "bucket-key" + BUCKET,
                                "SES cannot use the key",
                                KEY + "/policy",
                                "ses.amazonaws.com",
                                "s3.amazonaws.com")
                        .and("topic-key"),
                without("bucket-key" + BUCKET, "the bucket has AWS' own key", MAIL + "/encryption/kms_master_key_id"),
                with(
                        "rule-key[shop]",
                        "SES encrypts with a key that is gone",
                        ACTION + "/KmsKeyArn",
                        "arn:aws:kms:us-east-1:111111111111:key/gone"),
                with("bucket-keeps" + BUCKET, "S3 deletes a mail before its row expires", MAIL + "/days", 30),
                with("bucket-private" + BUCKET, "the bucket may be made public", MAIL + "/private", false),
                without("topic", "the topic is gone", TOPIC),
                without("topic-policy", "the topic has no policy", TOPIC + "/Policy"),
                replacing(
                        "topic-policy",
                        "another service may publish",
                        TOPIC + "/Policy",
                        "ses.amazonaws.com",
                        "s3.amazonaws.com"),
                with("topic-key", "the topic has a key that is gone", TOPIC + "/KmsMasterKeyId", "alias/gone"),
                without("subscription[mail]", "the queue is not subscribed", "/subscriptions/0"),
                with(
                        "subscription[receipts]",
                        "it is not confirmed",
                        "/subscriptions/1/SubscriptionArn",
                        "PendingConfirmation"),
                with(
                        "subscription[mail]",
                        "it leads to another queue",
                        "/subscriptions/0/Endpoint",
                        "arn:aws:sqs:ap-northeast-1:111111111111:old-mail"),
                with("subscription[mail]", "it filters", "/subscriptions/0/FilterPolicy", "{\"store\": [\"a\"]}"),
                without("bucket-announces" + BUCKET, "the bucket announces nothing", MAIL + "/notification"),
                with(
                        "bucket-announces" + BUCKET,
                        "the bucket announces other objects",
                        MAIL + "/notification/filter_prefix",
                        "other/"),
                without("stored-topic" + BUCKET, "its topic is gone", STORED),
                replacing(
                        "stored-topic" + BUCKET,
                        "its topic is for another service",
                        STORED + "/Policy",
                        "s3.amazonaws.com",
                        "ses.amazonaws.com"),
                without("subscription[stored]", "its queue is not subscribed", "/subscriptions/2"),
                without("queue[receipts]", "the queue is gone", "/queues/hikyaku-receipts"),
                without("queue-policy[mail]", "the queue has no policy", "/queues/hikyaku-mail/Policy"),
                replacing(
                        "queue-policy[receipts]",
                        "the queue is for another topic",
                        "/queues/hikyaku-receipts/Policy",
                        ":hikyaku-mail\"",
                        ":old-mail\""),
                with(
                        "queue-key[mail]",
                        "SNS cannot use its key",
                        "/queues/hikyaku-mail/KmsMasterKeyId",
                        "alias/aws/sqs"),
                without(
                        "redrive[task-events]",
                        "there is no redrive policy",
                        "/queues/hikyaku-task-events/RedrivePolicy"),
                replacing(
                        "redrive[mail]",
                        "it leads to another queue",
                        "/queues/hikyaku-mail/RedrivePolicy",
                        "hikyaku-dead-letters",
                        "old-dead-letters"),
                with(
                        "redrive[mail]",
                        "a waiting message becomes a dead letter too early",
                        "/queues/hikyaku-mail/RedrivePolicy/maxReceiveCount",
                        3),
                replacing(
                        "redrive[receipts]",
                        "the dead-letter queue refuses the queue",
                        "/queues/hikyaku-dead-letters/RedriveAllowPolicy",
                        "hikyaku-receipts",
                        "other-receipts"),
                with(
                        "retention[mail]",
                        "a dead letter expires when it arrives",
                        "/queues/hikyaku-mail/MessageRetentionPeriod",
                        "1209600"),
                without(
                        "work-queue[shop]",
                        "the queue does not recognize duplicates",
                        "/queues/hikyaku-work-shop.fifo/ContentBasedDeduplication"),
                without("event-rule", "there is no rule", "/eventRules/hikyaku-task-stopped"),
                with("event-rule", "the rule is disabled", "/eventRules/hikyaku-task-stopped/State", "DISABLED"),
                replacing(
                        "event-rule",
                        "the rule is about other clusters",
                        "/eventRules/hikyaku-task-stopped/EventPattern",
                        "cluster/hikyaku-",
                        "cluster/other-"),
                without("event-rule", "the rule may not send", "/queues/hikyaku-task-events/Policy"),
                without("table", "the table is gone", TABLE),
                with("table-keys", "the key is an old one", TABLE + "/Table/KeySchema/0/AttributeName", "mail"),
                without("table-indexes", "an index is missing", TABLE + "/Table/GlobalSecondaryIndexes/2"),
                with(
                        "table-indexes",
                        "an index is being made",
                        TABLE + "/Table/GlobalSecondaryIndexes/0/IndexStatus",
                        "CREATING"),
                with("table-ttl", "rows stay", TABLE + "/TimeToLiveDescription/TimeToLiveStatus", "DISABLED"),
                with(
                        "table-ttl",
                        "another attribute decides when rows expire",
                        TABLE + "/TimeToLiveDescription/AttributeName",
                        "dueAt"),
                with("table-backup", "nothing can be restored", TABLE + "/PointInTimeRecoveryStatus", "DISABLED"),
                with(
                        "table-protection",
                        "the table has no deletion protection",
                        TABLE + "/Table/DeletionProtectionEnabled",
                        false),
                without("service", "there is no service", "/services/hikyaku-pipeline"),
                with("service", "it is not active", "/services/hikyaku-pipeline/status", "INACTIVE"),
                with("running", "none of its tasks runs", "/services/hikyaku-pipeline/runningCount", 0),
                with(
                        "running",
                        "its deployment has failed",
                        "/services/hikyaku-pipeline/deployments/0/rolloutState",
                        "FAILED"),
                of(
                                "image[pipeline]",
                                "no task runs, since the image does not exist",
                                account -> account.with("/services/hikyaku-pipeline/runningCount", 0)
                                        .without("/repositories/hikyaku/1.0.0"))
                        .and("running"),
                without("cluster[shop]", "the cluster is gone", "/clusters/hikyaku-shop"),
                without("cluster[shop]", "it has no Spot", "/clusters/hikyaku-shop/capacityProviders/1"),
                without("task-definition[books]", "the task definition is gone", "/taskDefinitions/hikyaku-books"),
                with("task-definition[shop]", "it is not active", SHOP + "/status", "INACTIVE"),
                with(
                        "task-definition[shop]",
                        "its container has another name",
                        SHOP + "/containerDefinitions/0/name",
                        "app"),
                replacing(
                        "task-environment[shop]",
                        "a courier has the inbox of another set",
                        SHOP + "/containerDefinitions",
                        "/inbox/shop/",
                        "/inbox/other/"),
                replacing(
                        "task-environment[shop]",
                        "a courier lacks the name of its set",
                        SHOP + "/containerDefinitions",
                        "HIKYAKU_SETS_SHOP_",
                        "HIKYAKU_SETS_OTHER_"),
                replacing(
                        "task-environment[pipeline]",
                        "the pipeline reads another queue",
                        PIPELINE + "/containerDefinitions",
                        "hikyaku-receipts\"",
                        "old-receipts\""),
                with(
                        "stop-timeout[pipeline]",
                        "ECS kills the container before work ends",
                        PIPELINE + "/containerDefinitions/0/stopTimeout",
                        10),
                without("log-group[books]", "the log group is gone", "/logGroups/0"),
                without("image[shop]", "the image does not exist", "/repositories/shop/42"),
                without("image[books]", "there is no repository", "/repositories/books"),
                with(
                        "image[shop]",
                        "the image is for ARM only",
                        "/repositories/shop/42",
                        "{\"manifests\":[{\"platform\":{\"architecture\":\"arm64\"}}]}"),
                without("task-role[shop]", "the role is gone", "/roles/hikyaku-courier-shop"),
                without("task-role[shop]", "the task has no role", SHOP + "/taskRoleArn"),
                replacing(
                        "task-role[books]",
                        "EC2 may take the role, and tasks may not",
                        "/roles/hikyaku-courier-books/AssumeRolePolicyDocument",
                        "ecs-tasks.amazonaws.com",
                        "ec2.amazonaws.com"),
                with(
                        "task-permissions[shop]",
                        "a courier may not read mail",
                        "/roles/hikyaku-courier-shop/lost",
                        List.of("s3:GetObject")),
                with(
                        "task-permissions[pipeline]",
                        "the pipeline may not launch",
                        "/roles/hikyaku-pipeline/lost",
                        List.of("ecs:RunTask")),
                with(
                        "task-permissions[pipeline]",
                        "the pipeline may not pass roles on",
                        "/roles/hikyaku-pipeline/lost",
                        List.of("iam:PassRole")),
                without("execution-role[shop]", "ECS has no role", SHOP + "/executionRoleArn"),
                with(
                        "execution-permissions[pipeline]",
                        "ECS may not pull",
                        "/roles/hikyaku-execution/lost",
                        List.of("ecr:GetDownloadUrlForLayer")),
                without("subnets[pipeline]", "a subnet is gone", "/subnets/" + RenderedAccount.OTHER_SUBNET),
                with(
                        "subnets[pipeline]",
                        "a subnet is full",
                        "/subnets/" + RenderedAccount.SUBNET + "/availableIpAddressCount",
                        "0"),
                without("security-groups[pipeline]", "a group is gone", GROUP),
                with(
                        "security-groups[pipeline]",
                        "a security group allows no outgoing traffic",
                        GROUP + "/ipPermissionsEgress",
                        List.of()),
                with("security-groups[pipeline]", "a group is in another VPC", GROUP + "/vpcId", "vpc-other"),
                with(
                        "way-out[pipeline]",
                        "the default route leads nowhere",
                        "/routeTables/0/routeSet/0/state",
                        "blackhole"),
                with("way-out[pipeline]", "the NAT gateway is gone", "/natGateways/nat-0123456789abcdef0", "deleted"),
                with(
                        "way-out[pipeline]",
                        "an internet gateway, and no public addresses",
                        "/routeTables/0/routeSet/0",
                        Map.of("destinationCidrBlock", "0.0.0.0/0", "gatewayId", "igw-1", "state", "active")),
                without("way-out[pipeline]", "neither default route nor endpoints", "/routeTables/0/routeSet/0"),
                with("vcpu-quota", "the quota is a new account's", "/quotas/L-3032A538", 6),
                of(
                        "launch-rate",
                        "each of many pipelines uses the whole launch rate",
                        account -> account.with("/services/hikyaku-pipeline/desiredCount", 5)
                                .with("/services/hikyaku-pipeline/runningCount", 5)),
                of(
                        "alarm[mail]",
                        "no alarm watches the queue",
                        account ->
                                account.replacing("/alarms", "ApproximateAgeOfOldestMessage", "NumberOfMessagesSent")),
                of(
                        "alarm[dead-letters]",
                        "the alarm has no action",
                        account -> account.with(
                                "/alarms/" + alarm(account, "hikyaku-dead-letters-all") + "/AlarmActions", List.of())),
                without("parts", "the bucket of parts is gone", "/buckets/hikyaku-parts-111111111111-ap-northeast-1"),
                without("aliases[shop]", "the aliases file is gone", "/buckets/shop-settings/objects/mail~1aliases"),
                with(
                        "aliases[books]",
                        "the aliases file is broken",
                        "/buckets/shop-settings/objects/books~1aliases",
                        "ne-001 |x\n"),
                setting("canary[shop]", "no canary comes through", "HIKYAKU_SETS_SHOP_CANARY", "other@shop.example"));
    }
}
