package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batches of reads and of writes. */
@SuppressWarnings("unchecked") // the SDK takes generic types as varargs, and only reads them
interface BatchContract extends TableFixture {

    @Test
    default void aBatchPutsAndDeletes() {
        String table = newTable();
        put(table, key("old", "1"));

        write(
                table,
                List.of(
                        putOf(with(key("new", "1"), "a", n(1))),
                        deleteOf(key("old", "1")),
                        deleteOf(key("none", "1"))));

        assertThat(get(table, key("new", "1"))).containsEntry("a", n(1));
        assertThat(get(table, key("old", "1"))).isEmpty();
    }

    @Test
    default void aBatchOfWritesHasTwentyFiveDifferentItemsAtMost() {
        String table = newTable();
        write(table, puts(25));
        assertInvalid("", () -> write(table, puts(26)));
        assertInvalid(
                "contains duplicates", () -> write(table, List.of(putOf(key("one", "1")), deleteOf(key("one", "1")))));
    }

    @Test
    default void aBatchWithOneItemThatDoesNotFitWritesNothing() {
        String table = newTable();

        assertInvalid(
                "Missing the key s", () -> write(table, List.of(putOf(key("one", "1")), putOf(item("p", s("two"))))));

        assertThat(get(table, key("one", "1"))).isEmpty();
    }

    @Test
    default void aBatchGetsTheItemsThatThereAre() {
        String table = newTable();
        write(table, puts(3));

        BatchGetItemResponse found = read(
                table,
                KeysAndAttributes.builder()
                        .keys(key("one", "0"), key("one", "2"), key("one", "9"))
                        .projectionExpression("s, #none")
                        .expressionAttributeNames(Map.of("#none", "none"))
                        .build());

        assertThat(found.responses().get(table)).containsExactlyInAnyOrder(item("s", s("0")), item("s", s("2")));
        assertThat(found.unprocessedKeys()).isEmpty();
    }

    @Test
    default void aBatchOfReadsHasAHundredDifferentKeysAtMost() {
        String table = newTable();
        read(table, KeysAndAttributes.builder().keys(keys(100)).build());
        assertInvalid(
                "",
                () -> read(table, KeysAndAttributes.builder().keys(keys(101)).build()));
        assertInvalid(
                "contains duplicates",
                () -> read(
                        table,
                        KeysAndAttributes.builder()
                                .keys(key("one", "1"), key("one", "1"))
                                .build()));
    }

    @Test
    default void whatIsBeyondSixteenMegabytesIsLeftForTheNextBatch() {
        String table = newTable();
        IntStream.range(0, 44).forEach(i -> put(table, with(key("one", "" + i), "text", s("x".repeat(390_000)))));

        BatchGetItemResponse found =
                read(table, KeysAndAttributes.builder().keys(keys(44)).build());

        int left = found.unprocessedKeys().get(table).keys().size();
        assertThat(left).isBetween(1, 5);
        assertThat(found.responses().get(table)).hasSize(44 - left);
    }

    @Test
    default void aBatchForATableThatIsNotThereIsRefused() {
        assertRefused("ResourceNotFoundException", "not found", () -> write("no-table", puts(1)));
        assertRefused(
                "ResourceNotFoundException",
                "not found",
                () -> read("no-table", KeysAndAttributes.builder().keys(keys(1)).build()));
    }

    private void write(String table, List<WriteRequest> writes) {
        assertThat(client().batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)))
                        .unprocessedItems())
                .isEmpty();
    }

    private BatchGetItemResponse read(String table, KeysAndAttributes keys) {
        return client().batchGetItem(batch -> batch.requestItems(Map.of(table, keys)));
    }

    private static List<Map<String, AttributeValue>> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> key("one", "" + i)).toList();
    }

    private static List<WriteRequest> puts(int count) {
        return keys(count).stream().map(BatchContract::putOf).toList();
    }

    private static WriteRequest putOf(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static WriteRequest deleteOf(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(gone -> gone.key(key)).build();
    }
}
