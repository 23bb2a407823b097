package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import local.SettableClock;
import local.cloud.DynamoDbServer;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import local.cloud.table.ThroughputLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Behaviour of DynamoDB that a test must switch on, and requests that the local table does not support. */
@SuppressWarnings("unchecked") // the SDK takes generic types as varargs, and only reads them
class TableSwitchesTest implements TableFixture {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();
    private DynamoDbServer door;
    private DynamoDbClient client;
    private String table;

    @BeforeEach
    void open() throws Exception {
        door = new DynamoDbServer(Ports.free(), null, null, clock);
        client = LocalCloud.at(door.endpoint(), DynamoDbClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        table = newTable();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        door.close();
    }

    @Override
    public DynamoDbClient client() {
        return client;
    }

    @Test
    void anIndexIsBehindTheTable() {
        door.tables().delayIndexes(Duration.ofSeconds(2));
        put(table, with(key("one", "1"), "kind", s("k"), "at", n(1)));
        assertThat(get(table, key("one", "1"))).isNotEmpty();
        assertThat(inIndex()).isZero();

        clock.advance(Duration.ofSeconds(2));
        assertThat(inIndex()).isEqualTo(1);

        client.deleteItem(gone -> gone.tableName(table).key(key("one", "1")));
        assertThat(inIndex()).as("still").isEqualTo(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(inIndex()).isZero();
    }

    @Test
    void aPartitionTakesItsWriteUnitsOfASecondAndNoMore() {
        door.tables().limit(new ThroughputLimits(10, 100, SECOND));
        for (int i = 0; i < 10; i++) {
            put(table, key("hot", "" + i));
        }

        assertThrottled("TableWriteKeyRangeThroughputExceeded", () -> put(table, key("hot", "10")));
        put(table, key("cold", "1"));
        clock.advance(Duration.ofMillis(100));
        put(table, key("hot", "10"));
        assertThrottled("TableWriteKeyRangeThroughputExceeded", () -> put(table, key("hot", "11")));
    }

    @Test
    void aPartitionTakesItsReadUnitsOfASecondAndNoMore() {
        door.tables().limit(new ThroughputLimits(100, 3, SECOND));
        put(table, key("hot", "1"));
        for (int i = 0; i < 3; i++) {
            get(table, key("hot", "1"));
        }

        assertThrottled("TableReadKeyRangeThroughputExceeded", () -> get(table, key("hot", "1")));
        assertThrottled(
                "TableReadKeyRangeThroughputExceeded",
                () -> client.query(query -> query.tableName(table)
                        .keyConditionExpression("p = :p")
                        .expressionAttributeValues(item(":p", s("hot")))));
        assertThat(inIndex()).as("an index has its own units").isZero();
    }

    /**
     * In the table each mail has its own partition. In the index one partition has all of them, which exceeds its
     * limit.
     */
    @Test
    void anIndexThatIsTooFarBehindHoldsTheTableBack() {
        door.tables().limit(new ThroughputLimits(10, 100, SECOND));
        int taken = 0;
        try {
            for (int i = 0; i < 100; i++) {
                put(table, with(key("mail-" + i, "1"), "kind", s("open"), "at", n(i)));
                taken++;
            }
        } catch (DynamoDbException throttled) {
            assertThat(throttled.getMessage()).contains("IndexWriteKeyRangeThroughputExceeded");
        }

        assertThat(taken).as("one second's units, and one second of backlog").isEqualTo(20);
        put(table, with(key("mail-100", "1"), "kind", s("another shard"), "at", n(1)));
        put(table, key("mail-101", "1"));
    }

    @Test
    void aBatchLeavesWhatIsThrottled() {
        door.tables().limit(new ThroughputLimits(4, 100, SECOND));
        List<WriteRequest> puts = IntStream.range(0, 10)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(put -> put.item(key("hot", "" + i)))
                        .build())
                .toList();

        var left = client.batchWriteItem(batch -> batch.requestItems(Map.of(table, puts)));

        assertThat(left.unprocessedItems().get(table)).hasSize(6);
        assertThrottled(
                "TableWriteKeyRangeThroughputExceeded",
                () -> client.batchWriteItem(batch -> batch.requestItems(left.unprocessedItems())));
    }

    @Test
    void whatHasExpiredGoesWhenATestSaysSo() {
        client.updateTimeToLive(set -> set.tableName(table)
                .timeToLiveSpecification(time -> time.enabled(true).attributeName("expiresAt")));
        long now = clock.instant().getEpochSecond();
        put(table, with(key("gone", "1"), "kind", s("k"), "at", n(1), "expiresAt", n(now + 10)));
        put(table, with(key("kept", "1"), "expiresAt", n(now + 1000)));
        put(table, with(key("text", "1"), "expiresAt", s("" + now)));
        put(table, with(key("mistake", "1"), "expiresAt", n(1)));
        assertThat(door.tables().deleteExpired()).isZero();

        clock.advance(Duration.ofSeconds(11));

        assertThat(door.tables().deleteExpired()).isEqualTo(1);
        assertThat(get(table, key("gone", "1"))).isEmpty();
        assertThat(inIndex()).isZero();
        assertThat(client.scan(scan -> scan.tableName(table)).count()).isEqualTo(3);
    }

    @Test
    void aTokenOfATransactionIsForgottenAfterTenMinutes() {
        transact("token");
        transact("token");
        clock.advance(Duration.ofMinutes(11));
        transact("token");

        assertThat(get(table, key("one", "1"))).containsEntry("v", n(2));
    }

    @Test
    void whatTheLocalTableDoesNotDoIsRefused() {
        assertInvalid(
                "does not support Segment",
                () -> client.scan(scan -> scan.tableName(table).segment(0).totalSegments(2)));
        assertInvalid(
                "does not support AttributesToGet",
                () -> client.getItem(
                        get -> get.tableName(table).key(key("one", "1")).attributesToGet("p")));
        assertInvalid(
                "does not support ReturnItemCollectionMetrics",
                () -> client.putItem(
                        put -> put.tableName(table).item(key("one", "1")).returnItemCollectionMetrics("SIZE")));
        assertInvalid(
                "does not support StreamSpecification",
                () -> client.createTable(TableFixture.definition("streaming")
                        .streamSpecification(stream -> stream.streamEnabled(false))
                        .build()));
        assertRefused(
                "UnknownOperationException",
                "does not support",
                () -> client.updateTable(update -> update.tableName(table).deletionProtectionEnabled(true)));
        assertInvalid(
                "does not support statements of this form",
                () -> client.executeStatement(statement -> statement.statement("SELECT * FROM x")));
    }

    private void transact(String token) {
        Map<String, AttributeValue> one = item(":one", n(1));
        client.transactWriteItems(write -> write.clientRequestToken(token)
                .transactItems(part -> part.update(update -> update.tableName(table)
                        .key(key("one", "1"))
                        .updateExpression("ADD v :one")
                        .expressionAttributeValues(one))));
    }

    private int inIndex() {
        return client.query(query -> query.tableName(table)
                        .indexName("keys")
                        .keyConditionExpression("kind = :k")
                        .expressionAttributeValues(item(":k", s("k"))))
                .count();
    }

    private static void assertThrottled(String reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(DynamoDbException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                    assertThat(refusal.isThrottlingException()).isTrue();
                })
                .hasMessageContaining(reason);
    }
}
