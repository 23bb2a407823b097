package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.l;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.ss;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Condition expressions: when they are true, and which are invalid. */
interface ConditionContract extends TableFixture {

    Map<String, AttributeValue> KEY = key("one", "1");

    Map<String, AttributeValue> ITEM = with(
            KEY,
            "n",
            n(3),
            "t",
            s("hello"),
            "ss",
            ss("a", "b"),
            "ns",
            AttributeValue.fromNs(List.of("1", "2")),
            "l",
            l(n(3), s("x")),
            "m",
            AttributeValue.fromM(item("inside", s("hello"), "deep", AttributeValue.fromM(item("er", n(1))))),
            "status",
            s("NEW"));

    Map<String, AttributeValue> VALUES = Map.ofEntries(
            Map.entry(":one", n(1)),
            Map.entry(":two", n(2)),
            Map.entry(":three", n("3.0")),
            Map.entry(":four", n(4)),
            Map.entry(":five", n(5)),
            Map.entry(":hello", s("hello")),
            Map.entry(":he", s("he")),
            Map.entry(":ll", s("ll")),
            Map.entry(":a", s("a")),
            Map.entry(":S", s("S")),
            Map.entry(":new", s("NEW")),
            Map.entry(":map", AttributeValue.fromM(item("er", n(1)))),
            Map.entry(":set", AttributeValue.fromNs(List.of("2", "1"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute_exists(n)",
                "attribute_not_exists(absent)",
                "attribute_exists(m.deep.er)",
                "attribute_not_exists(l[2])",
                "n = :three",
                "absent <> :three",
                "n < :four AND n <= :three AND n > :two AND n >= :three",
                "n BETWEEN :three AND :four",
                "n IN (:one, :three)",
                "NOT n = :four",
                "not n = :four and n = :three",
                "n = :four OR n = :three AND t = :hello",
                "n = :three OR n = :four AND t = :he",
                "(n = :four OR n = :three) AND t = :hello",
                "begins_with(t, :he)",
                "contains(t, :ll)",
                "contains(ss, :a)",
                "contains(l, :three)",
                "size(t) = :five",
                "size(ss) = :two AND size(l) = :two AND size(m) > :one",
                "attribute_type(t, :S)",
                "m.inside = t",
                "m.deep = :map",
                "l[0] = :three",
                "ns = :set",
                "#status = :new",
                ":one < n",
                ":one < :two"
            })
    default void aConditionHolds(String condition) {
        String table = newTable();
        put(table, ITEM);

        client().putItem(conditional(table, condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute_not_exists(n)",
                "attribute_exists(absent)",
                "n <> :three",
                "absent = :three",
                "absent < :three",
                "n > :three",
                "t < :three",
                "n IN (:one, :two)",
                "NOT (n = :three OR t = :he)",
                "(n = :four OR n = :three) AND t = :he",
                "begins_with(t, :ll)",
                "contains(ss, :he)",
                "size(absent) = :one",
                "attribute_type(n, :S)",
                "l[9] = :three",
                "m.absent.er = :one"
            })
    default void aConditionDoesNotHold(String condition) {
        String table = newTable();
        put(table, ITEM);

        assertThatThrownBy(() -> client().putItem(conditional(table, condition)))
                .isInstanceOfSatisfying(ConditionalCheckFailedException.class, failed -> {
                    assertThat(failed.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
                    assertThat(failed.hasItem()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status = :new | reserved keyword: status",
                "n = | Syntax error",
                "n = :three AND | Syntax error",
                "n = :three) | Syntax error",
                "(n = :three | Syntax error",
                "n == :three | Syntax error",
                "n ! :three | Syntax error",
                "size(t) | not allowed to be used this way",
                "m..inside = :hello | Syntax error",
                "n = :three t = :hello | Syntax error",
                "n = :undefined | not defined",
                "#undefined = :three | not defined",
                "nothing(n) | Invalid function name",
                "attribute_exists(n, t) | number of operands",
                "attribute_exists(:three) | document path",
                "begins_with(t, :three) | operand type",
                "n BETWEEN :four AND :three | upper bound",
                "n < :set | operand type",
                "attribute_type(n, :hello) | Invalid attribute type name",
                "n = n | distinct"
            })
    default void anExpressionThatIsNoneIsRefused(String condition, String reason) {
        String table = newTable();

        assertInvalid(reason, () -> client().putItem(conditional(table, condition)));
    }

    @Test
    default void whatNoExpressionUsesIsRefused() {
        String table = newTable();
        assertInvalid(
                "unused in expressions: keys: {:two}",
                () -> client().putItem(put -> put.tableName(table)
                        .item(ITEM)
                        .conditionExpression("attribute_not_exists(p) OR n = :one")
                        .expressionAttributeValues(Map.of(":one", n(1), ":two", n(2)))));
        assertInvalid(
                "unused in expressions: keys: {#n}",
                () -> client().putItem(put -> put.tableName(table)
                        .item(ITEM)
                        .conditionExpression("attribute_not_exists(p)")
                        .expressionAttributeNames(Map.of("#n", "n"))));
        assertInvalid(
                "can only be specified when using expressions",
                () -> client().putItem(
                                put -> put.tableName(table).item(ITEM).expressionAttributeNames(Map.of("#n", "n"))));
    }

    @Test
    default void aFailedConditionSaysWhatTheItemIsIfAsked() {
        String table = newTable();
        put(table, ITEM);

        assertThatThrownBy(() -> client().deleteItem(gone -> gone.tableName(table)
                        .key(KEY)
                        .conditionExpression("attribute_not_exists(p)")
                        .returnValuesOnConditionCheckFailure("ALL_OLD")))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        failed -> assertThat(failed.item().get("t")).isEqualTo(s("hello")));
        assertThat(get(table, KEY)).isNotEmpty();
    }

    @Test
    default void aConditionOnAnItemThatIsNotThereSeesNothing() {
        String table = newTable();

        assertThatThrownBy(() -> client().deleteItem(gone -> gone.tableName(table)
                        .key(KEY)
                        .conditionExpression("attribute_exists(p)")
                        .returnValuesOnConditionCheckFailure("ALL_OLD")))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        failed -> assertThat(failed.hasItem()).isFalse());
    }

    private static PutItemRequest conditional(String table, String condition) {
        Map<String, AttributeValue> values = Pattern.compile(":\\w+")
                .matcher(condition)
                .results()
                .map(used -> used.group())
                .filter(VALUES::containsKey)
                .distinct()
                .collect(Collectors.toMap(used -> used, VALUES::get));
        return PutItemRequest.builder()
                .tableName(table)
                .item(ITEM)
                .conditionExpression(condition)
                .expressionAttributeNames(condition.contains("#status") ? Map.of("#status", "status") : null)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .build();
    }
}
