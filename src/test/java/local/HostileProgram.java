package local;

import java.util.LinkedHashMap;
import java.util.Map;
import ledger.DeliveryId;
import ledger.RowKey;
import local.cloud.LedgerTable;
import local.cloud.LocalCloud;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A program with its courier's credentials, which sends requests that must be refused. */
public final class HostileProgram implements AutoCloseable {

    public static final String DONE = "done";
    public static final String REFUSED = "refused";

    private final LocalCloud cloud;
    private final S3Client s3;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final EcsClient ecs;

    public HostileProgram(LocalCloud cloud, String accessKey) {
        StaticCredentialsProvider stolen =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "stolen"));
        this.cloud = cloud;
        this.s3 = LocalCloud.at(
                        cloud.bucketGate().endpoint(), S3Client.builder().forcePathStyle(true))
                .credentialsProvider(stolen)
                .build();
        this.sqs = LocalCloud.at(cloud.queueGate().endpoint(), SqsClient.builder())
                .credentialsProvider(stolen)
                .build();
        this.dynamoDb = LocalCloud.at(cloud.tableGate().endpoint(), DynamoDbClient.builder())
                .credentialsProvider(stolen)
                .build();
        this.ecs = LocalCloud.at(cloud.taskGate().endpoint(), EcsClient.builder())
                .credentialsProvider(stolen)
                .build();
    }

    /** Requests that a courier may send for its own set, and not for another one. @return the result of each request */
    public Map<String, String> triesIn(String domain, String key, DeliveryId id) {
        Map<String, String> tries = new LinkedHashMap<>();
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        tries.put(
                "reads a mail",
                tried(() -> s3.getObjectAsBytes(
                        get -> get.bucket(LocalCloud.RAW_BUCKET).key(key))));
        tries.put(
                "asks whether a mail is there",
                tried(() ->
                        s3.headObject(head -> head.bucket(LocalCloud.RAW_BUCKET).key(folder + "none"))));
        tries.put(
                "lists the inbox",
                tried(() -> s3.listObjectsV2(
                        list -> list.bucket(LocalCloud.RAW_BUCKET).prefix(folder))));
        tries.put("marks a delivery", tried(() -> update(RowKey.of(id), "SET #status = :text", "status")));
        tries.put(
                "marks a delivery, by the name itself",
                tried(() -> dynamoDb.updateItem(update -> update.tableName(LedgerTable.NAME)
                        .key(RowKey.of(id))
                        .updateExpression("SET task = :text")
                        .conditionExpression("attribute_not_exists(task)")
                        .expressionAttributeValues(Map.of(":text", AttributeValue.fromS("x"))))));
        tries.put(
                "makes up a row",
                tried(() -> update(
                        Map.of(
                                "partition", AttributeValue.fromS(domain + "/made-up"),
                                "delivery", AttributeValue.fromS("-")),
                        "SET #status = :text",
                        "status")));
        return tries;
    }

    /**
     * Requests that no courier may send, for its own set or for another one.
     *
     * @param own a delivery of the program's set
     */
    public Map<String, String> triesBeyond(String mail, DeliveryId own, String othersQueue) {
        Map<String, String> tries = new LinkedHashMap<>();
        tries.put("lists the bucket", tried(() -> s3.listObjectsV2(list -> list.bucket(LocalCloud.RAW_BUCKET))));
        tries.put(
                "lists all inboxes",
                tried(() -> s3.listObjectsV2(
                        list -> list.bucket(LocalCloud.RAW_BUCKET).prefix("inbox/"))));
        for (String key : new String[] {"inbox/shop/../books/" + mail, "inbox/shop/%2e%2e/books/" + mail}) {
            tries.put("reads " + key.replace(mail, "…"), gotten(key));
        }
        tries.put("puts a mail into its inbox", put(LocalCloud.RAW_BUCKET, "inbox/shop/forged"));
        tries.put("puts parts", put(LocalCloud.PARTS_BUCKET, "books/" + mail + "/manifest.json"));
        tries.put(
                "reads parts",
                tried(() -> s3.getObjectAsBytes(
                        get -> get.bucket(LocalCloud.PARTS_BUCKET).key("books/" + mail + "/manifest.json"))));
        tries.put(
                "deletes a mail",
                tried(() -> s3.deleteObject(
                        delete -> delete.bucket(LocalCloud.RAW_BUCKET).key("inbox/books/" + mail))));

        for (String attribute : new String[] {"bucket", "key", "set", "recipient", "mail"}) {
            tries.put(
                    "writes " + attribute,
                    tried(() -> update(RowKey.of(own), "SET #" + attribute + " = :text", attribute)));
        }
        tries.put(
                "writes bucket, by the name itself",
                tried(() -> dynamoDb.updateItem(update -> update.tableName(LedgerTable.NAME)
                        .key(RowKey.of(own))
                        .updateExpression("SET bucket = :text")
                        .expressionAttributeValues(Map.of(":text", AttributeValue.fromS("x"))))));
        tries.put(
                "reads a row",
                tried(() ->
                        dynamoDb.getItem(get -> get.tableName(LedgerTable.NAME).key(RowKey.of(own)))));
        tries.put("reads the table", tried(() -> dynamoDb.scan(scan -> scan.tableName(LedgerTable.NAME))));
        tries.put(
                "deletes a row",
                tried(() -> dynamoDb.deleteItem(
                        delete -> delete.tableName(LedgerTable.NAME).key(RowKey.of(own)))));
        tries.put(
                "runs a statement",
                tried(() ->
                        dynamoDb.executeStatement(run -> run.statement("SELECT * FROM \"" + LedgerTable.NAME + "\""))));

        tries.put(
                "receives the other set's orders",
                tried(() -> sqs.receiveMessage(receive -> receive.queueUrl(othersQueue))));
        tries.put("orders in the other set", send(othersQueue));
        tries.put("orders in its own set", send(cloud.workQueue("demo")));
        tries.put("announces a mail", send(cloud.queues().mail()));
        tries.put(
                "runs a task",
                tried(() -> ecs.runTask(run -> run.cluster("hikyaku-books").taskDefinition("hikyaku-books"))));
        tries.put("looks for tasks", tried(() -> ecs.listTasks(list -> list.cluster("hikyaku-books"))));
        return tries;
    }

    /**
     * Any error of S3 counts as a refusal. S3 treats a key as text, so for some of these keys it answers that no such
     * object exists.
     */
    private String gotten(String key) {
        try {
            s3.getObjectAsBytes(get -> get.bucket(LocalCloud.RAW_BUCKET).key(key));
            return DONE;
        } catch (AwsServiceException e) {
            return REFUSED;
        }
    }

    private String put(String bucket, String key) {
        return tried(() -> s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("forged")));
    }

    private String send(String queue) {
        return tried(() ->
                sqs.sendMessage(send -> send.queueUrl(queue).messageBody("{}").messageGroupId("x")));
    }

    /** Sends a write with a condition that is always false, so that an allowed request changes nothing. */
    private Object update(Map<String, AttributeValue> key, String expression, String attribute) {
        return dynamoDb.updateItem(update -> update.tableName(LedgerTable.NAME)
                .key(key)
                .updateExpression(expression)
                .conditionExpression("#owner = :text")
                .expressionAttributeNames(Map.of("#" + attribute, attribute, "#owner", "owner"))
                .expressionAttributeValues(Map.of(":text", AttributeValue.fromS("nobody's"))));
    }

    private static String tried(Runnable request) {
        try {
            request.run();
            return DONE;
        } catch (ConditionalCheckFailedException | NoSuchKeyException allowed) {
            return DONE;
        } catch (AwsServiceException e) {
            boolean denied = e.statusCode() == 403
                    || String.valueOf(e.awsErrorDetails().errorCode()).startsWith("AccessDenied");
            return denied ? REFUSED : e.toString();
        }
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        dynamoDb.close();
        ecs.close();
    }
}
