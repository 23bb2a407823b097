package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The capacity units that requests consume.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">read and write units</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations">units of indexes</a>
 */
@SuppressWarnings("unchecked") // the SDK takes generic types as varargs, and only reads them
interface CapacityContract extends TableFixture {

    Map<String, AttributeValue> SPOT = key("one", "1");

    @Test
    default void aWriteTakesAUnitForEachKilobyteOfTheLargerItem() {
        String table = newTable();
        assertThat(written(table, SPOT).capacityUnits()).isEqualTo(1);
        assertThat(written(table, with(SPOT, "text", s("x".repeat(2000)))).capacityUnits())
                .isEqualTo(2);
        assertThat(written(table, SPOT).capacityUnits())
                .as("as large as it was")
                .isEqualTo(2);
    }

    @Test
    default void anIndexIsWrittenWhereWhatItHasChanges() {
        String table = newTable();
        Map<String, AttributeValue> indexed = with(SPOT, "kind", s("k"), "at", n(1));
        assertThat(units(written(table, indexed))).isEqualTo("1 keys=1 some=1 all=1");
        assertThat(units(written(table, with(indexed, "more", s("x"))))).isEqualTo("1 all=1");
        assertThat(units(written(table, with(indexed, "note", s("x"))))).isEqualTo("1 some=1 all=1");
        assertThat(units(written(table, with(indexed, "at", n(2)))))
                .as("out and in")
                .isEqualTo("1 keys=2 some=2 all=2");
        assertThat(units(written(table, SPOT))).isEqualTo("1 keys=1 some=1 all=1");
        assertThat(units(written(table, SPOT))).isEqualTo("1");
    }

    @Test
    default void aReadTakesAUnitForFourKilobytesAndHalfOfItIfItMayBeOld() {
        String table = newTable();
        put(table, with(SPOT, "text", s("x".repeat(5000))));

        assertThat(read(table, SPOT, true)).isEqualTo(2);
        assertThat(read(table, SPOT, false)).isEqualTo(1);
        assertThat(read(table, key("none", "1"), true)).isEqualTo(1);
        assertThat(read(table, key("none", "1"), false)).isEqualTo(0.5);
    }

    @Test
    default void aQueryTakesTheSumOfWhatItReads() {
        String table = newTable();
        IntStream.range(0, 10).forEach(i -> put(table, with(key("one", "" + i), "text", s("x".repeat(1000)))));

        assertThat(client().query(query -> query.tableName(table)
                                .keyConditionExpression("p = :p")
                                .filterExpression("attribute_exists(absent)")
                                .expressionAttributeValues(item(":p", s("one")))
                                .consistentRead(true)
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .capacityUnits())
                .isEqualTo(3);
    }

    @Test
    default void aBatchTakesTheUnitsOfItsReads() {
        String table = newTable();
        put(table, SPOT);

        var found = client().batchGetItem(batch -> batch.requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(SPOT, key("none", "1"))
                                .consistentRead(true)
                                .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(found.consumedCapacity()).singleElement().satisfies(used -> {
            assertThat(used.tableName()).isEqualTo(table);
            assertThat(used.capacityUnits()).isEqualTo(2);
        });
    }

    @Test
    default void aTransactionTakesTwice() {
        String table = newTable();

        var done = client().transactWriteItems(write -> write.transactItems(
                        part -> part.put(put -> put.tableName(table).item(SPOT)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(done.consumedCapacity().get(0).capacityUnits()).isEqualTo(2);
    }

    private ConsumedCapacity written(String table, Map<String, AttributeValue> item) {
        return client().putItem(
                        put -> put.tableName(table).item(item).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
    }

    private double read(String table, Map<String, AttributeValue> key, boolean consistent) {
        return client().getItem(get -> get.tableName(table)
                        .key(key)
                        .consistentRead(consistent)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    private static String units(ConsumedCapacity used) {
        StringBuilder units = new StringBuilder("%.0f".formatted(used.table().capacityUnits()));
        for (String index : new String[] {"keys", "some", "all"}) {
            if (used.globalSecondaryIndexes().containsKey(index)) {
                units.append(" %s=%.0f"
                        .formatted(
                                index, used.globalSecondaryIndexes().get(index).capacityUnits()));
            }
        }
        return units.toString();
    }
}
