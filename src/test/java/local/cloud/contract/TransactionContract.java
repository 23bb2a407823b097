package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions: all of their writes happen, or none. */
interface TransactionContract extends TableFixture {

    @Test
    default void aTransactionDoesAllOfItsWrites() {
        String table = newTable();
        put(table, with(key("b", "1"), "v", n(1)));
        put(table, key("c", "1"));
        put(table, key("d", "1"));

        write(
                null,
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(key("a", "1")))
                        .build(),
                add(table, "b"),
                TransactWriteItem.builder()
                        .delete(gone -> gone.tableName(table).key(key("c", "1")))
                        .build(),
                check(table, "d", "attribute_exists(p)"));

        assertThat(get(table, key("a", "1"))).isNotEmpty();
        assertThat(get(table, key("b", "1"))).containsEntry("v", n(2));
        assertThat(get(table, key("c", "1"))).isEmpty();
    }

    @Test
    default void aTransactionOfWhichOnePartCannotBeDoesNothingAndSaysWhich() {
        String table = newTable();
        put(table, with(key("b", "1"), "v", n(1)));

        assertThatThrownBy(() -> write(null, add(table, "a"), check(table, "b", "attribute_not_exists(p)")))
                .isInstanceOfSatisfying(TransactionCanceledException.class, cancelled -> {
                    assertThat(cancelled.cancellationReasons())
                            .extracting(reason -> reason.code())
                            .containsExactly("None", "ConditionalCheckFailed");
                    assertThat(cancelled.cancellationReasons().get(1).item()).containsEntry("v", n(1));
                });

        assertThat(get(table, key("a", "1"))).isEmpty();
    }

    @Test
    default void aTransactionThatComesTwiceWithItsTokenIsDoneOnce() {
        String table = newTable();
        write("token-1", add(table, "a"));
        write("token-1", add(table, "a"));

        assertThat(get(table, key("a", "1"))).containsEntry("v", n(1));
        assertRefused("IdempotentParameterMismatchException", "", () -> write("token-1", add(table, "b")));
    }

    @Test
    default void aTransactionHasAnItemOnce() {
        String table = newTable();
        assertInvalid(
                "cannot include multiple operations on one item",
                () -> write(null, add(table, "a"), check(table, "a", "attribute_exists(p)")));
    }

    @Test
    default void aTransactionReadsItsItemsInOrder() {
        String table = newTable();
        put(table, with(key("a", "1"), "v", n(1)));
        put(table, with(key("c", "1"), "v", n(3)));

        var found = client().transactGetItems(
                        get -> get.transactItems(read(table, "c"), read(table, "b"), read(table, "a")));

        assertThat(found.responses()).extracting(each -> each.item().get("v")).containsExactly(n(3), null, n(1));
    }

    private void write(String token, TransactWriteItem... parts) {
        client().transactWriteItems(write -> write.transactItems(parts).clientRequestToken(token));
    }

    private static TransactWriteItem add(String table, String partition) {
        Map<String, AttributeValue> one = item(":one", n(1));
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(partition, "1"))
                        .updateExpression("ADD v :one")
                        .expressionAttributeValues(one))
                .build();
    }

    private static TransactWriteItem check(String table, String partition, String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(key(partition, "1"))
                        .conditionExpression(condition)
                        .returnValuesOnConditionCheckFailure("ALL_OLD"))
                .build();
    }

    private static TransactGetItem read(String table, String partition) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(table).key(key(partition, "1")))
                .build();
    }
}
