package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import deploy.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The account that deploy/terraform creates for the example with two sets, in one AWS account. It also has what must
 * exist before: a network, images, DNS records, aliases files and a topic for alarms.
 */
final class RenderedAccount {

    static final String ID = "111111111111";
    static final String SUBNET = "subnet-0123456789abcdef0";
    static final String OTHER_SUBNET = "subnet-0123456789abcdef1";
    private static final String HOME = "ap-northeast-1";
    private static final String VPC = "vpc-0123456789abcdef0";
    private static final Pattern IMAGE = Pattern.compile("[^/]+/([^:]+):(.+)");

    /** The tests change only copies of these. */
    private static final Rendering RENDERING = read();

    private static final AwsAccount WHOLE = made();

    private final Rendering made;
    private final ObjectNode account = AwsAccount.JSON.createObjectNode();

    private RenderedAccount(Rendering made) {
        this.made = made;
    }

    /** The example's two accounts are one account here; SES and its resources are in their own region. */
    static Rendering rendering() {
        return RENDERING;
    }

    private static Rendering read() {
        String text = Rendering.of("two-sets")
                .resources()
                .toString()
                .replace(HOME + ":" + ID, "us-east-1:" + ID)
                .replace("hikyaku-mail-" + ID + "-" + HOME, "hikyaku-mail-" + ID + "-us-east-1")
                .replace(
                        "\"HIKYAKU_AWS_KMS_REGION\",\"value\":\"" + HOME,
                        "\"HIKYAKU_AWS_KMS_REGION\",\"value\":\"us-east-1")
                .replace("222222222222", ID);
        try {
            return new Rendering(AwsAccount.JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AwsAccount whole() {
        return WHOLE;
    }

    private static AwsAccount made() {
        RenderedAccount made = new RenderedAccount(rendering());
        made.account.put("id", ID);
        made.mail();
        made.store();
        made.announce();
        made.queues();
        made.ledger();
        made.tasks();
        made.roles();
        made.network();
        made.watch();
        return new AwsAccount(made.account);
    }

    /** A network without a default route, but with an endpoint for each service that tasks need. */
    static AwsAccount withoutInternet() {
        AwsAccount account = whole().without("/routeTables/0/routeSet/0");
        for (String service : List.of("ecr.api", "ecr.dkr", "sqs", "ecs", "logs")) {
            account = account.with(
                    "/endpoints/-",
                    Map.of(
                            "serviceName", "com.amazonaws." + HOME + "." + service,
                            "vpcEndpointType", "Interface",
                            "state", "available"));
        }
        return account;
    }

    /** @return the pipeline's variables, as its task definition has them */
    static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        rendering()
                .resources()
                .path("module.work.aws_ecs_task_definition.pipeline")
                .at("/container_definitions/0/environment")
                .forEach(one -> variables.put(
                        one.path("name").asText(), one.path("value").asText()));
        return variables;
    }

    private void each(String type, BiConsumer<String, JsonNode> resource) {
        made.resources().properties().forEach(one -> {
            if (one.getKey().matches("module\\.\\w+\\." + type + "\\..*")) {
                resource.accept(one.getKey(), one.getValue());
            }
        });
    }

    private ObjectNode section(String name) {
        return account.withObject("/" + name);
    }

    private void mail() {
        ObjectNode mx = section("dns").putObject("MX");
        ObjectNode aliases = section("dns").putObject("CNAME");
        each("aws_sesv2_email_identity", (address, identity) -> {
            String domain = identity.path("email_identity").asText();
            String token = domain.replace(".", "");
            section("identities")
                    .putObject(domain)
                    .put("VerificationStatus", "Success")
                    .putArray("DkimTokens")
                    .add(token);
            mx.put(domain, "10 inbound-smtp.us-east-1.amazonaws.com");
            aliases.put(token + "._domainkey." + domain, token + ".dkim.amazonses.com");
        });
        section("ruleSet").putObject("Metadata").put("Name", "hikyaku");
        ArrayNode rules = section("ruleSet").putArray("Rules");
        each("aws_ses_receipt_rule", (address, rule) -> {
            ObjectNode one = rules.addObject()
                    .put("Name", rule.path("name").asText())
                    .put("Enabled", rule.path("enabled").asBoolean())
                    .put("TlsPolicy", rule.path("tls_policy").asText())
                    .put("ScanEnabled", rule.path("scan_enabled").asBoolean());
            one.set("Recipients", rule.path("recipients"));
            JsonNode store = rule.at("/s3_action/0");
            ObjectNode action = one.putArray("Actions").addObject().putObject("S3Action");
            action.put("BucketName", store.path("bucket_name").asText())
                    .put("ObjectKeyPrefix", store.path("object_key_prefix").asText())
                    .put("TopicArn", store.path("topic_arn").asText());
        });
    }

    private void store() {
        each(
                "aws_s3_bucket",
                (address, bucket) ->
                        section("buckets").putObject(bucket.path("bucket").asText()));
        each("aws_s3_bucket_policy", (address, policy) -> bucket(policy).set("policy", policy.path("policy")));
        each(
                "aws_s3_bucket_notification",
                (address, notification) -> bucket(notification).set("notification", notification.at("/topic/0")));
        each(
                "aws_s3_bucket_lifecycle_configuration",
                (address, lifecycle) -> bucket(lifecycle)
                        .put("days", lifecycle.at("/rule/0/expiration/0/days").asInt()));
        each(
                "aws_s3_bucket_server_side_encryption_configuration",
                (address, encryption) -> bucket(encryption)
                        .set("encryption", encryption.at("/rule/0/apply_server_side_encryption_by_default/0")));
        each(
                "aws_s3_bucket_public_access_block",
                (address, block) -> bucket(block)
                        .put("private", block.path("restrict_public_buckets").asBoolean()));
        each(
                "aws_kms_key",
                (address, key) -> section("keys")
                        .putObject(key.path("arn").asText())
                        .put("KeyState", "Enabled")
                        .put("KeyManager", "CUSTOMER")
                        .set("policy", key.path("policy")));
        ObjectNode settings = section("buckets").putObject("shop-settings");
        settings.putObject("objects")
                .put("mail/aliases", "ne-001: \"|/opt/app/receive-mail.php 001\"\n")
                .put("books/aliases", "b-001: \"|/opt/app/receive-mail.php 001\"\n");
    }

    private ObjectNode bucket(JsonNode resource) {
        return (ObjectNode) section("buckets").get(resource.path("bucket").asText());
    }

    private void announce() {
        each(
                "aws_sns_topic",
                (address, topic) -> section("topics")
                        .putObject(topic.path("arn").asText())
                        .put("KmsMasterKeyId", topic.path("kms_master_key_id").asText()));
        each(
                "aws_sns_topic_policy",
                (address, policy) -> ((ObjectNode)
                                section("topics").get(policy.path("arn").asText()))
                        .set("Policy", policy.path("policy")));
        ArrayNode subscriptions = account.putArray("subscriptions");
        each(
                "aws_sns_topic_subscription",
                (address, one) -> subscriptions
                        .addObject()
                        .put("SubscriptionArn", one.path("topic_arn").asText() + ":" + subscriptions.size())
                        .put("Protocol", one.path("protocol").asText())
                        .put("Endpoint", one.path("endpoint").asText())
                        .put("TopicArn", one.path("topic_arn").asText())
                        .put("FilterPolicy", ""));
    }

    private void queues() {
        each("aws_sqs_queue", (address, queue) -> {
            ObjectNode one = section("queues")
                    .putObject(queue.path("name").asText())
                    .put("QueueArn", queue.path("arn").asText())
                    .put(
                            "VisibilityTimeout",
                            queue.path("visibility_timeout_seconds").asText("30"))
                    .put(
                            "MessageRetentionPeriod",
                            queue.path("message_retention_seconds").asText("345600"))
                    .put("SqsManagedSseEnabled", "true");
            if (queue.path("fifo_queue").asBoolean()) {
                one.put("FifoQueue", "true")
                        .put(
                                "ContentBasedDeduplication",
                                queue.path("content_based_deduplication").asText("false"));
            }
            if (queue.has("redrive_policy")) {
                one.set("RedrivePolicy", queue.path("redrive_policy"));
            }
        });
        each("aws_sqs_queue_policy", (address, policy) -> queue(policy).set("Policy", policy.path("policy")));
        each(
                "aws_sqs_queue_redrive_allow_policy",
                (address, policy) -> queue(policy).set("RedriveAllowPolicy", policy.path("redrive_allow_policy")));
        each(
                "aws_cloudwatch_event_rule",
                (address, rule) -> section("eventRules")
                        .putObject(rule.path("name").asText())
                        .put("Arn", rule.path("arn").asText())
                        .put("State", "ENABLED")
                        .set("EventPattern", rule.path("event_pattern")));
        each(
                "aws_cloudwatch_event_target",
                (address, target) -> ((ObjectNode)
                                section("eventRules").get(target.path("rule").asText()))
                        .put("target", target.path("arn").asText()));
    }

    private ObjectNode queue(JsonNode resource) {
        String url = resource.path("queue_url").asText();
        return (ObjectNode) section("queues").get(url.substring(url.lastIndexOf('/') + 1));
    }

    private void ledger() {
        each("aws_dynamodb_table", (address, table) -> {
            ObjectNode one = section("tables").putObject(table.path("name").asText());
            ObjectNode told = one.putObject("Table")
                    .put("TableName", table.path("name").asText())
                    .put("TableStatus", "ACTIVE")
                    .put(
                            "DeletionProtectionEnabled",
                            table.path("deletion_protection_enabled").asBoolean());
            key(told, table);
            ArrayNode types = told.putArray("AttributeDefinitions");
            table.path("attribute")
                    .forEach(attribute -> types.addObject()
                            .put("AttributeName", attribute.path("name").asText())
                            .put("AttributeType", attribute.path("type").asText()));
            ArrayNode indexes = told.putArray("GlobalSecondaryIndexes");
            table.path("global_secondary_index")
                    .forEach(index -> key(
                            indexes.addObject()
                                    .put("IndexName", index.path("name").asText())
                                    .put("IndexStatus", "ACTIVE"),
                            index));
            one.putObject("TimeToLiveDescription")
                    .put("TimeToLiveStatus", table.at("/ttl/0/enabled").asBoolean() ? "ENABLED" : "DISABLED")
                    .put("AttributeName", table.at("/ttl/0/attribute_name").asText());
            one.put(
                    "PointInTimeRecoveryStatus",
                    table.at("/point_in_time_recovery/0/enabled").asBoolean() ? "ENABLED" : "DISABLED");
        });
    }

    private static void key(ObjectNode told, JsonNode made) {
        ArrayNode schema = told.putArray("KeySchema");
        schema.addObject().put("AttributeName", made.path("hash_key").asText()).put("KeyType", "HASH");
        schema.addObject().put("AttributeName", made.path("range_key").asText()).put("KeyType", "RANGE");
    }

    private void tasks() {
        each(
                "aws_ecs_cluster",
                (address, cluster) -> section("clusters")
                        .putObject(cluster.path("name").asText())
                        .put("clusterArn", cluster.path("arn").asText())
                        .put("status", "ACTIVE")
                        .putArray("capacityProviders"));
        each(
                "aws_ecs_cluster_capacity_providers",
                (address, providers) -> ((ObjectNode) section("clusters")
                                .get(providers.path("cluster_name").asText()))
                        .set("capacityProviders", providers.path("capacity_providers")));
        each("aws_ecs_task_definition", (address, definition) -> {
            ObjectNode one = section("taskDefinitions")
                    .putObject(definition.path("family").asText())
                    .put("taskDefinitionArn", definition.path("arn").asText())
                    .put("status", "ACTIVE")
                    .put("networkMode", definition.path("network_mode").asText())
                    .put("cpu", definition.path("cpu").asText())
                    .put("taskRoleArn", definition.path("task_role_arn").asText())
                    .put(
                            "executionRoleArn",
                            definition.path("execution_role_arn").asText());
            one.set("requiresCompatibilities", definition.path("requires_compatibilities"));
            one.putObject("runtimePlatform")
                    .put(
                            "cpuArchitecture",
                            definition
                                    .at("/runtime_platform/0/cpu_architecture")
                                    .asText());
            one.set("containerDefinitions", definition.path("container_definitions"));
            image(definition.at("/container_definitions/0/image").asText());
        });
        each("aws_ecs_service", (address, service) -> {
            ObjectNode one = section("services")
                    .putObject(service.path("name").asText())
                    .put("serviceName", service.path("name").asText())
                    .put("status", "ACTIVE")
                    .put("desiredCount", service.path("desired_count").asInt())
                    .put("runningCount", service.path("desired_count").asInt())
                    .put("taskDefinition", service.path("task_definition").asText());
            JsonNode network = service.at("/network_configuration/0");
            ObjectNode vpc = one.putObject("networkConfiguration").putObject("awsvpcConfiguration");
            vpc.put("assignPublicIp", network.path("assign_public_ip").asBoolean() ? "ENABLED" : "DISABLED");
            vpc.set("subnets", network.path("subnets"));
            vpc.set("securityGroups", network.path("security_groups"));
            one.putArray("deployments").addObject().put("status", "PRIMARY").put("rolloutState", "COMPLETED");
        });
        ArrayNode groups = account.putArray("logGroups");
        each(
                "aws_cloudwatch_log_group",
                (address, group) -> groups.add(group.path("name").asText()));
    }

    private void image(String image) {
        Matcher name = IMAGE.matcher(image);
        if (name.matches()) {
            section("repositories")
                    .withObject("/" + name.group(1))
                    .put(name.group(2), "{\"manifests\":[{\"platform\":{\"architecture\":\"amd64\"}}]}");
        }
    }

    private void roles() {
        each(
                "aws_iam_role",
                (address, role) -> section("roles")
                        .putObject(role.path("name").asText())
                        .put("Arn", role.path("arn").asText())
                        .set("AssumeRolePolicyDocument", role.path("assume_role_policy")));
    }

    private void network() {
        for (String subnet : new String[] {SUBNET, OTHER_SUBNET}) {
            section("subnets")
                    .putObject(subnet)
                    .put("subnetId", subnet)
                    .put("vpcId", VPC)
                    .put("availableIpAddressCount", "200");
        }
        each("aws_security_group", (address, group) -> {
            ObjectNode one = section("securityGroups")
                    .putObject(group.path("id").asText())
                    .put("groupId", group.path("id").asText())
                    .put("vpcId", VPC);
            ArrayNode egress = one.putArray("ipPermissionsEgress");
            each(
                    "aws_vpc_security_group_egress_rule",
                    (rule, out) -> egress.addObject()
                            .put("ipProtocol", out.path("ip_protocol").asText()));
        });
        ObjectNode table = account.putArray("routeTables").addObject().put("routeTableId", "rtb-0123456789abcdef0");
        table.put("vpcId", VPC);
        table.putArray("routeSet")
                .addObject()
                .put("destinationCidrBlock", "0.0.0.0/0")
                .put("natGatewayId", "nat-0123456789abcdef0")
                .put("state", "active");
        ArrayNode associations = table.putArray("associationSet");
        associations.addObject().put("main", "false").put("subnetId", SUBNET);
        associations.addObject().put("main", "true");
        section("natGateways").put("nat-0123456789abcdef0", "available");
        ArrayNode endpoints = account.putArray("endpoints");
        each(
                "aws_vpc_endpoint",
                (address, endpoint) -> endpoints
                        .addObject()
                        .put("serviceName", endpoint.path("service_name").asText())
                        .put(
                                "vpcEndpointType",
                                endpoint.path("vpc_endpoint_type").asText())
                        .put("state", "available")
                        .set("routeTableIdSet", endpoint.path("route_table_ids")));
    }

    private void watch() {
        section("quotas").put("L-3032A538", 100);
        ArrayNode alarms = account.putArray("alarms");
        each("aws_cloudwatch_metric_alarm", (address, alarm) -> {
            ObjectNode one = alarms.addObject()
                    .put("AlarmName", alarm.path("alarm_name").asText())
                    .put("Namespace", alarm.path("namespace").asText())
                    .put("MetricName", alarm.path("metric_name").asText())
                    .put("QueueName", alarm.at("/dimensions/QueueName").asText())
                    .put("ActionsEnabled", true);
            one.set("AlarmActions", alarm.path("alarm_actions"));
        });
    }
}
