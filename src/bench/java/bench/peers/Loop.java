package bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ledger.DeliveryId;
import ledger.RowKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The least that the work can cost: the SDK alone sends the same requests in the same order, with the same conditions,
 * heartbeats and renewals. The program handles only mails that succeed. It has no policies, retries, error handling,
 * metrics, logs or switches.
 */
public final class Loop {

    private static final String CLAIM = "SET #recipient = if_not_exists(#recipient, :recipient), #verdicts = if_not_exists(#verdicts, :verdicts), #sender = if_not_exists(#sender, :sender), "
            + "#receivedAt = if_not_exists(#receivedAt, :receivedAt), #bucket = if_not_exists(#bucket, :bucket), #key = if_not_exists(#key, :key), "
            + "#first = if_not_exists(#first, :one), #attempt = if_not_exists(#attempt, :one), #status = :claimed, #owner = :owner, "
            + "#fence = if_not_exists(#fence, :zero) + :one, #set = :set, #stage = :stage, #tenant = :tenant, #open = :open, #dueAt = :dueAt, "
            + "#timeline = list_append(if_not_exists(#timeline, :received), :event) REMOVE #task";
    private static final String CLAIMABLE = "attribute_not_exists(#mail) OR size(#timeline) < :limit AND "
            + "(#status = :received0 OR (#status IN (:retry, :claimed, :unpacked) AND #dueAt <= :now))";
    private static final String HAND_OVER = "SET #status = :handedOver, #task = :task, #open = :open, #dueAt = :dueAt, "
            + "#timeline = list_append(#timeline, :event)";
    private static final String OURS = "#owner = :owner AND #fence = :fence AND #status = :claimed";
    private static final Map<String, String> CLAIM_NAMES = names(
            "mail recipient verdicts sender receivedAt bucket key first attempt status owner fence set stage tenant open dueAt timeline task");
    private static final Map<String, String> HAND_OVER_NAMES = names("status task open dueAt timeline owner fence");
    private static final long LEASE = 60_000;
    private static final long TASK_AFTER = 900_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Clients clients = new Clients();
    private final SqsClient sqs = clients.sqs();
    private final DynamoDbClient dynamoDb = clients.dynamoDb();
    private final EcsClient ecs = clients.ecs();
    private final ExecutorService workers = Executors.newFixedThreadPool(Clients.AT_ONCE);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Message> received = new ConcurrentHashMap<>();
    private final Map<DeliveryId, String> claimed = new ConcurrentHashMap<>();
    private final List<String> settled = new ArrayList<>();

    public static void main(String... args) throws Exception {
        new Loop().run();
    }

    private void run() throws Exception {
        timer.scheduleWithFixedDelay(this::extend, Clients.VISIBILITY / 2, Clients.VISIBILITY / 2, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::renew, LEASE / 3, LEASE / 3, TimeUnit.MILLISECONDS);
        List<Future<?>> before = List.of();
        while (true) {
            List<Message> messages = sqs.receiveMessage(receive -> receive.queueUrl(Clients.queue())
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(Clients.LONG_POLL)
                            .visibilityTimeout(Clients.VISIBILITY))
                    .messages();
            messages.forEach(message -> received.put(message.messageId(), message));
            List<Future<?>> now = new ArrayList<>();
            messages.forEach(message -> now.add(workers.submit(() -> work(message))));
            for (Future<?> work : before) {
                work.get(); // keeps the next ten messages ready for the workers
            }
            before = now;
            if (messages.isEmpty()) {
                delete(1);
            }
        }
    }

    private Void work(Message message) throws JsonProcessingException {
        JsonNode mail = json.readTree(message.body());
        for (JsonNode recipient : mail.path("receipt").path("recipients")) {
            deliver(mail, new DeliveryId(mail.path("mail").path("messageId").asText(), recipient.asText()));
        }
        received.remove(message.messageId());
        synchronized (settled) {
            settled.add(message.receiptHandle());
        }
        delete(10);
        return null;
    }

    private void deliver(JsonNode mail, DeliveryId id) {
        String tenant = id.recipient().substring(0, id.recipient().indexOf('@'));
        String fence;
        try {
            fence = dynamoDb.updateItem(claim(mail, id, tenant)).attributes().get("fence").n();
        } catch (ConditionalCheckFailedException duplicate) {
            return;
        }
        claimed.put(id, fence);
        String token = UUID.nameUUIDFromBytes((id + "/1").getBytes()).toString();
        String task = ecs.runTask(run -> run.cluster("demo")
                        .taskDefinition("demo-courier")
                        .count(1)
                        .clientToken(token)
                        .startedBy(token)
                        .launchType(LaunchType.FARGATE)
                        .overrides(all -> all.containerOverrides(one -> one.name("courier")
                                .environment(
                                        variable("HIKYAKU_COURIER_ATTEMPT", "1"),
                                        variable("HIKYAKU_COURIER_MAIL", id.mail()),
                                        variable("HIKYAKU_COURIER_RECIPIENT", id.recipient()))))
                        .tags(set -> set.key("hikyaku:set").value("demo"), by -> by.key("hikyaku:tenant").value(tenant)))
                .tasks()
                .get(0)
                .taskArn();
        dynamoDb.updateItem(handOver(id, fence, task));
        claimed.remove(id);
    }

    private UpdateItemRequest claim(JsonNode mail, DeliveryId id, String tenant) {
        Instant now = Instant.now();
        JsonNode receipt = mail.path("receipt");
        long receivedAt = Instant.parse(mail.path("mail").path("timestamp").asText()).toEpochMilli();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":recipient", text(id.recipient()));
        values.put(":verdicts", text(verdicts(receipt)));
        values.put(":sender", text(mail.path("mail").path("source").asText()));
        values.put(":receivedAt", number(receivedAt));
        values.put(":bucket", text(receipt.path("action").path("bucketName").asText()));
        values.put(":key", text(receipt.path("action").path("objectKey").asText()));
        values.put(":zero", number(0));
        values.put(":one", number(1));
        values.put(":limit", number(100));
        values.put(":received0", text("RECEIVED"));
        values.put(":claimed", text("CLAIMED"));
        values.put(":retry", text("RETRY"));
        values.put(":unpacked", text("UNPACKED"));
        values.put(":owner", text("loop"));
        values.put(":set", text("demo"));
        values.put(":stage", text("IN_WORK/" + now));
        values.put(":tenant", text(tenant));
        values.put(":open", text("open"));
        values.put(":dueAt", number(now.toEpochMilli() + LEASE));
        values.put(":now", number(now.toEpochMilli()));
        values.put(":received", AttributeValue.fromL(List.of(event(Instant.ofEpochMilli(receivedAt), "RECEIVED", "ses"))));
        values.put(":event", AttributeValue.fromL(List.of(event(now, "CLAIMED", "loop"))));
        return update(id, CLAIM, CLAIMABLE, CLAIM_NAMES, values, ReturnValue.ALL_NEW);
    }

    private UpdateItemRequest handOver(DeliveryId id, String fence, String task) {
        Instant now = Instant.now();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":handedOver", text("HANDED_OVER"));
        values.put(":claimed", text("CLAIMED"));
        values.put(":task", text(task));
        values.put(":owner", text("loop"));
        values.put(":fence", AttributeValue.fromN(fence));
        values.put(":open", text("open"));
        values.put(":dueAt", number(now.toEpochMilli() + TASK_AFTER));
        values.put(":event", AttributeValue.fromL(List.of(event(now, "HANDED_OVER", "loop"))));
        return update(id, HAND_OVER, OURS, HAND_OVER_NAMES, values, ReturnValue.NONE);
    }

    private UpdateItemRequest update(
            DeliveryId id,
            String update,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            ReturnValue answer) {
        return UpdateItemRequest.builder()
                .tableName(Clients.table())
                .key(RowKey.of(id))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValues(answer)
                .returnValuesOnConditionCheckFailure("ALL_OLD")
                .build();
    }

    private void delete(int atLeast) {
        List<String> receipts;
        synchronized (settled) {
            if (settled.size() < atLeast) {
                return;
            }
            receipts = List.copyOf(settled.subList(0, Math.min(10, settled.size())));
            settled.subList(0, receipts.size()).clear();
        }
        sqs.deleteMessageBatch(all -> all.queueUrl(Clients.queue())
                .entries(IntStream.range(0, receipts.size())
                        .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                .id(Integer.toString(i))
                                .receiptHandle(receipts.get(i))
                                .build())
                        .toList()));
    }

    private void extend() {
        List<Message> messages = List.copyOf(received.values());
        for (int i = 0; i < messages.size(); i += 10) {
            List<Message> ten = messages.subList(i, Math.min(i + 10, messages.size()));
            sqs.changeMessageVisibilityBatch(all -> all.queueUrl(Clients.queue())
                    .entries(ten.stream()
                            .map(message -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id(message.messageId())
                                    .receiptHandle(message.receiptHandle())
                                    .visibilityTimeout(Clients.VISIBILITY)
                                    .build())
                            .toList()));
        }
    }

    private void renew() {
        claimed.forEach((id, fence) -> {
            try {
                dynamoDb.updateItem(update(
                        id,
                        "SET #dueAt = :dueAt",
                        OURS,
                        names("dueAt owner fence status"),
                        Map.of(
                                ":dueAt", number(System.currentTimeMillis() + LEASE),
                                ":owner", text("loop"),
                                ":fence", AttributeValue.fromN(fence),
                                ":claimed", text("CLAIMED")),
                        ReturnValue.NONE));
            } catch (ConditionalCheckFailedException lost) {
                claimed.remove(id);
            }
        });
    }

    private static String verdicts(JsonNode receipt) {
        StringBuilder verdicts = new StringBuilder();
        for (String check : List.of("spam", "virus", "spf", "dkim", "dmarc")) {
            verdicts.append(check).append('=').append(receipt.path(check + "Verdict").path("status").asText()).append(' ');
        }
        return verdicts.toString();
    }

    private static AttributeValue event(Instant at, String status, String by) {
        return AttributeValue.fromM(
                Map.of("at", text(at.toString()), "status", text(status), "by", text(by), "note", text("")));
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Map<String, String> names(String names) {
        Map<String, String> all = new HashMap<>();
        List.of(names.split(" ")).forEach(name -> all.put("#" + name, name));
        return Map.copyOf(all);
    }
}
