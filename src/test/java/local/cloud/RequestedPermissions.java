package local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import deploy.Ask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The permissions that IAM checks for a request. An operation that is not listed here needs a resource that does not
 * exist, so it is refused.
 *
 * @param buckets folder that contains the buckets
 */
record RequestedPermissions(AwsNames names, Path buckets) {

    private static final String NONE = "unknown:";

    private static final Pattern SELECT = Pattern.compile("SELECT .* FROM \"([^\"]+)\"(?:\\.\"([^\"]+)\")? WHERE .*");

    List<Ask> of(IncomingRequest request) {
        String role = names.role(request.accessKey());
        String operation = request.target().replaceFirst(".*\\.", "");
        JsonNode body = request.body();
        return switch (request.target().replaceFirst("_?\\d*\\..*", "")) {
            case "AmazonSQS" -> List.of(sqs(role, operation, body));
            case "DynamoDB" -> dynamoDb(role, operation, body).toList();
            case "AmazonEC2ContainerServiceV" -> ecs(role, operation, body);
            case "TrentService" -> List.of(kms(role, operation, body));
            default -> s3(role, request);
        };
    }

    /** SQS has no permissions for batches: those for a single message apply. */
    private Ask sqs(String role, String operation, JsonNode body) {
        String queue = body.path("QueueUrl").asText();
        return new Ask(role, "sqs:" + operation.replaceFirst("Batch$", ""), names.queue(queue));
    }

    private Stream<Ask> dynamoDb(String role, String operation, JsonNode body) {
        String table = names.table(body.path("TableName").asText());
        Map<String, Set<String>> item = DynamoDbKeys.of(body);
        if (operation.equals("ExecuteStatement")) {
            return Stream.of(select(role, body.path("Statement").asText()));
        }
        Stream<String> resources = switch (operation) {
            case "BatchGetItem" -> fieldsOf(body.path("RequestItems")).map(names::table);
            case "GetItem", "UpdateItem", "PutItem" -> Stream.of(table);
            case "Query" ->
                Stream.of(
                        body.has("IndexName")
                                ? table + "/index/" + body.path("IndexName").asText()
                                : table);
            default -> Stream.of(NONE);
        };
        return resources.map(resource -> new Ask(role, "dynamodb:" + operation, resource, item));
    }

    /** PartiQL has actions of its own. */
    private Ask select(String role, String statement) {
        Matcher table = SELECT.matcher(statement);
        String index = table.matches() && table.group(2) != null ? "/index/" + table.group(2) : "";
        String resource = table.matches() ? names.table(table.group(1)) + index : NONE;
        return new Ask(role, "dynamodb:PartiQLSelect", resource);
    }

    private List<Ask> ecs(String role, String operation, JsonNode body) {
        String cluster = body.path("cluster").asText();
        Map<String, String> inCluster = Map.of("ecs:cluster", names.cluster(cluster));
        String action = "ecs:" + operation;
        return switch (operation) {
            case "RunTask" -> runTask(role, cluster, inCluster, body);
            case "ListTasks" -> List.of(Ask.with(role, action, "*", inCluster));
            case "DescribeTasks" ->
                texts(body.path("tasks"))
                        .map(task -> Ask.with(role, action, names.task(cluster, task), inCluster))
                        .toList();
            default -> List.of(Ask.with(role, action, NONE, inCluster));
        };
    }

    /** A request to run a task also needs permission to pass its roles and to set its tags. */
    private List<Ask> runTask(String role, String cluster, Map<String, String> inCluster, JsonNode body) {
        String family = body.path("taskDefinition").asText();
        List<Ask> asks = new ArrayList<>();
        asks.add(Ask.with(role, "ecs:RunTask", names.taskDefinition(family), inCluster));
        if (!body.path("tags").isEmpty()) {
            Map<String, String> running = Map.of("ecs:CreateAction", "RunTask");
            asks.add(Ask.with(role, "ecs:TagResource", names.task(cluster, "task/new"), running));
        }
        Map<String, String> toTasks = Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com");
        names.rolesOf(family).forEach(passed -> asks.add(Ask.with(role, "iam:PassRole", passed, toTasks)));
        return asks;
    }

    /** A Decrypt request does not name the key: KMS reads it from the ciphertext. */
    private Ask kms(String role, String operation, JsonNode body) {
        Map<String, Set<String>> context = new HashMap<>();
        body.path("EncryptionContext")
                .properties()
                .forEach(field -> context.put(
                        "kms:EncryptionContext:" + field.getKey(),
                        Set.of(field.getValue().asText())));
        return new Ask(role, "kms:" + operation, names.key(), context);
    }

    private List<Ask> s3(String role, IncomingRequest request) {
        String[] path = request.path().split("/", 3);
        String bucket = names.bucket(path[1]);
        String key = path.length < 3 ? "" : path[2];
        boolean reads = request.method().matches("GET|HEAD");
        if (key.isEmpty()) {
            return List.of(
                    reads ? listing(role, bucket, request.prefix()) : new Ask(role, "s3:" + request.method(), NONE));
        }
        String object = bucket + "/" + key;
        return switch (request.method()) {
            case "GET", "HEAD" ->
                reading(role, bucket, key, Files.exists(buckets.resolve(path[1]).resolve(key)));
            case "PUT" -> List.of(new Ask(role, "s3:PutObject", object));
            case "DELETE" -> List.of(new Ask(role, "s3:DeleteObject", object));
            default -> List.of(new Ask(role, "s3:" + request.method(), NONE));
        };
    }

    /**
     * For a missing object, S3 answers 404 only to callers that may list the bucket with the key as prefix; others get
     * 403.
     */
    private static List<Ask> reading(String role, String bucket, String key, boolean there) {
        Ask get = new Ask(role, "s3:GetObject", bucket + "/" + key);
        return there ? List.of(get) : List.of(get, listing(role, bucket, key));
    }

    /** @param prefix null for the whole bucket */
    private static Ask listing(String role, String bucket, String prefix) {
        return prefix == null
                ? new Ask(role, "s3:ListBucket", bucket)
                : Ask.with(role, "s3:ListBucket", bucket, Map.of("s3:prefix", prefix));
    }

    private static Stream<String> fieldsOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}
