package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import local.cloud.DynamoDbServer;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Tables in a file still exist after a restart, and are consistent after a crash. {@code -Dtable.rows=1000000} is the
 * size of a year's work.
 */
class TableFileTest {

    private static final int ROWS = Integer.getInteger("table.rows", 10_000);
    private static final int BATCH = 25;
    private static final String TABLE = "kept";

    @TempDir
    Path folder;

    @Test
    void tablesAreThereAgainAfterARestart() throws Exception {
        Map<String, AttributeValue> kept = with(key("one", "1"), "kind", s("k"), "at", n(1), "note", s("x"));
        try (DynamoDbServer door = open("tables.mv");
                DynamoDbClient client = client(door)) {
            client.createTable(TableFixture.definition(TABLE).build());
            client.updateTimeToLive(set -> set.tableName(TABLE)
                    .timeToLiveSpecification(time -> time.enabled(true).attributeName("expiresAt")));
            door.tables().delayIndexes(Duration.ofDays(1));
            client.putItem(put -> put.tableName(TABLE).item(kept));
            client.putItem(put -> put.tableName(TABLE).item(key("gone", "1")));
            client.deleteItem(gone -> gone.tableName(TABLE).key(key("gone", "1")));
        }

        try (DynamoDbServer door = open("tables.mv");
                DynamoDbClient client = client(door)) {
            assertThat(client.scan(scan -> scan.tableName(TABLE)).items()).containsExactly(kept);
            assertThat(client.query(query -> query.tableName(TABLE)
                                    .indexName("some")
                                    .keyConditionExpression("kind = :k")
                                    .expressionAttributeValues(item(":k", s("k"))))
                            .items())
                    .containsExactly(kept);
            assertThat(client.describeTimeToLive(one -> one.tableName(TABLE))
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("expiresAt");
            assertThat(client.describeTable(one -> one.tableName(TABLE)).table().globalSecondaryIndexes())
                    .hasSize(3);
        }
    }

    @Test
    void whatACrashLeavesHasEachItemInItsIndexes() throws Exception {
        Instant start = Instant.now();
        try (DynamoDbServer door = open("tables.mv");
                DynamoDbClient client = client(door)) {
            System.out.printf(
                    "opened in %d ms%n", Duration.between(start, Instant.now()).toMillis());
            client.createTable(TableFixture.definition(TABLE).build());
            Instant before = Instant.now();
            IntStream.range(0, ROWS / BATCH)
                    .parallel()
                    .forEach(batch -> client.batchWriteItem(write -> write.requestItems(Map.of(TABLE, puts(batch)))));
            System.out.printf(
                    "%,d rows in %d ms%n",
                    ROWS, Duration.between(before, Instant.now()).toMillis());
            Files.copy(folder.resolve("tables.mv"), folder.resolve("crashed.mv"));
        }

        try (DynamoDbServer door = open("crashed.mv");
                DynamoDbClient client = client(door)) {
            Set<String> items = partitions(client, null);
            assertThat(items).isNotEmpty();
            for (String index : List.of("keys", "some", "all")) {
                assertThat(partitions(client, index)).as(index).isEqualTo(items);
            }
        }
    }

    private DynamoDbServer open(String file) throws Exception {
        return new DynamoDbServer(Ports.free(), folder.resolve(file), null, Clock.systemUTC());
    }

    private static DynamoDbClient client(DynamoDbServer door) {
        return LocalCloud.at(door.endpoint(), DynamoDbClient.builder()).build();
    }

    private static Set<String> partitions(DynamoDbClient client, String index) {
        return StreamSupport.stream(
                        client.scanPaginator(scan -> scan.tableName(TABLE).indexName(index))
                                .items()
                                .spliterator(),
                        false)
                .map(item -> item.get("p").s())
                .collect(Collectors.toSet());
    }

    private static List<WriteRequest> puts(int batch) {
        return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(i ->
                        with(key("mail-" + i, "1"), "kind", s("kind-" + i % 7), "at", n(i), "note", s("n".repeat(500))))
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
    }
}
