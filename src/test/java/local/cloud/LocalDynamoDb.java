package local.cloud;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.RowKey;
import local.constraints.IllegalRequests;
import local.constraints.RequestCheck;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** DynamoDB with the ledger's table, for a test class that needs no other service of the cloud. */
public final class LocalDynamoDb implements BeforeAllCallback, AfterAllCallback {

    /** DynamoDB accepts at most this many rows in a batch. */
    private static final int BATCH = 25;

    private static final DateTimeFormatter STAGE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final boolean isInFile;
    private DynamoDbServer door;
    private DynamoDbClient client;
    private final List<SdkRequest> requests = new CopyOnWriteArrayList<>();
    private final IllegalRequests illegal = new IllegalRequests();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    /** Stores the table in memory. */
    public LocalDynamoDb() {
        this(false);
    }

    private LocalDynamoDb(boolean isInFile) {
        this.isInFile = isInFile;
    }

    /** Stores the table in a file, for more rows than memory can hold. */
    public static LocalDynamoDb inFile() {
        return new LocalDynamoDb(true);
    }

    public DynamoDbClient client() {
        return client;
    }

    /** Illegal requests that remain after the test class make it fail. */
    public IllegalRequests illegalRequests() {
        return illegal;
    }

    /** The address for another process. */
    public URI endpoint() {
        return door.endpoint();
    }

    /** The sort key in the index of a set's deliveries by stage. */
    public static AttributeValue stage(DeliveryStatus status, Instant since) {
        return AttributeValue.fromS(status + "/" + STAGE_TIME.format(since));
    }

    /** The requests since the last call of this method. */
    public List<SdkRequest> newRequests() {
        List<SdkRequest> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    /** Units read from the table and its indexes since the last call of this method. */
    public double newReadUnits() {
        return readUnits.sumThenReset();
    }

    /** Units written to the table and its indexes since the last call of this method. */
    public double newWriteUnits() {
        return writeUnits.sumThenReset();
    }

    /** A mail's complete rows. */
    public List<Map<String, AttributeValue>> rows(String mail) {
        return client
                .scanPaginator(scan -> scan.tableName(LedgerTable.NAME)
                        .consistentRead(true)
                        .filterExpression("contains(#partition, :mail)")
                        .expressionAttributeNames(Map.of("#partition", "partition"))
                        .expressionAttributeValues(Map.of(":mail", AttributeValue.fromS("/" + mail))))
                .items()
                .stream()
                .filter(row -> row.get("partition").s().endsWith("/" + mail))
                .toList();
    }

    /** Puts a row with some attributes changed and with this due time. */
    public void put(Map<String, AttributeValue> row, Map<String, String> changes, Instant dueAt) {
        Map<String, AttributeValue> changed = new HashMap<>(row);
        changes.forEach((name, text) -> changed.put(name, AttributeValue.fromS(text)));
        changed.put("dueAt", AttributeValue.fromN(Long.toString(dueAt.toEpochMilli())));
        client.putItem(put -> put.tableName(LedgerTable.NAME).item(changed));
    }

    /** Puts copies of a row under new keys in the same partition, and prints the progress. */
    public void multiply(DeliveryId id, int copies) {
        multiply(id, copies, (row, number) -> {});
    }

    /** @param change applied to each copy; its number starts at 0 */
    public void multiply(DeliveryId id, int copies, ObjIntConsumer<Map<String, AttributeValue>> change) {
        var row = client.getItem(get -> get.tableName(LedgerTable.NAME).key(RowKey.of(id)))
                .item();
        int batches = (copies + BATCH - 1) / BATCH;
        IntStream.range(0, batches).parallel().forEach(batch -> {
            int rows = Math.min(BATCH, copies - batch * BATCH);
            List<WriteRequest> puts = IntStream.range(0, rows)
                    .mapToObj(i -> copy(row, id.mail() + "-" + batch + "-" + i, batch * BATCH + i, change))
                    .toList();
            client.batchWriteItem(write -> write.requestItems(Map.of(LedgerTable.NAME, puts)));
            if (batch % 4000 == 3999) {
                System.out.printf("about %d of %d rows%n", (batch + 1) * BATCH, copies);
            }
        });
    }

    private static WriteRequest copy(
            Map<String, AttributeValue> row,
            String mail,
            int number,
            ObjIntConsumer<Map<String, AttributeValue>> change) {
        Map<String, AttributeValue> copy = new HashMap<>(row);
        String partition = row.get("partition").s();
        copy.computeIfPresent("mail", (name, old) -> AttributeValue.fromS(mail));
        copy.put("partition", AttributeValue.fromS(partition.substring(0, partition.indexOf('/') + 1) + mail));
        change.accept(copy, number);
        return WriteRequest.builder().putRequest(put -> put.item(copy)).build();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path file = isInFile ? Files.createTempDirectory("hikyaku-ledger-").resolve("tables.mv") : null;
        door = new DynamoDbServer(Ports.free(), file, RequestCheck.dynamoDb(illegal), Clock.systemUTC());
        client = DynamoDbClient.builder()
                .endpointOverride(door.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        requests.add(context.request());
                    }

                    @Override
                    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                        if (context.request() instanceof QueryRequest query) {
                            return query.toBuilder()
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                    .build();
                        }
                        if (context.request() instanceof GetItemRequest get) {
                            return get.toBuilder()
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                    .build();
                        }
                        if (context.request() instanceof BatchGetItemRequest batch) {
                            return batch.toBuilder()
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                    .build();
                        }
                        if (context.request() instanceof UpdateItemRequest update) {
                            return update.toBuilder()
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                    .build();
                        }
                        return context.request();
                    }

                    @Override
                    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                        if (context.response() instanceof QueryResponse query) {
                            readUnits.add(query.consumedCapacity().capacityUnits());
                        } else if (context.response() instanceof GetItemResponse get) {
                            readUnits.add(get.consumedCapacity().capacityUnits());
                        } else if (context.response() instanceof BatchGetItemResponse batch) {
                            batch.consumedCapacity().forEach(table -> readUnits.add(table.capacityUnits()));
                        } else if (context.response() instanceof UpdateItemResponse update) {
                            writeUnits.add(update.consumedCapacity().capacityUnits());
                        }
                    }
                }))
                .build();
        LedgerTable.in(client);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        client.close();
        door.close();
        illegal.assertNone();
    }
}
