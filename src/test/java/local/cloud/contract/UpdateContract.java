package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.l;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.ss;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Update expressions: how they change an item, and which are invalid. */
interface UpdateContract extends TableFixture {

    Map<String, AttributeValue> PLACE = key("one", "1");

    Map<String, AttributeValue> BEFORE = with(
            PLACE,
            "a",
            n(1),
            "b",
            n(2),
            "t",
            s("x"),
            "ss",
            ss("a", "b"),
            "l",
            l(n(0), n(1), n(2), n(3)),
            "m",
            AttributeValue.fromM(item("x", n(1), "y", n(2))));

    @Test
    default void eachActionSeesTheItemAsItWas() {
        assertThat(updated("SET a = b, b = a")).containsEntry("a", n(2)).containsEntry("b", n(1));
    }

    @Test
    default void numbersAreAddedAndSubtracted() {
        assertThat(updated("SET a = a + :n, b = :n - b, c = if_not_exists(c, :n) + :n", ":n", n("0.5")))
                .containsEntry("a", n("1.5"))
                .containsEntry("b", n("-1.5"))
                .containsEntry("c", n(1));
    }

    @Test
    default void whatIsNotThereYetGetsAValueOnce() {
        assertThat(updated("SET t = if_not_exists(t, :v), u = if_not_exists(u, :v)", ":v", s("new")))
                .containsEntry("t", s("x"))
                .containsEntry("u", s("new"));
    }

    @Test
    default void listsAreAppendedInTheOrderOfTheExpression() {
        assertThat(updated("SET l = list_append(:v, l), k = list_append(if_not_exists(k, :v), :v)", ":v", l(s("v"))))
                .containsEntry("l", l(s("v"), n(0), n(1), n(2), n(3)))
                .containsEntry("k", l(s("v"), s("v")));
    }

    @Test
    default void whatIsInsideOfAnAttributeIsSet() {
        assertThat(updated("SET m.z = :v, m.x = :v, l[1] = :v, l[9] = :v", ":v", s("v")))
                .containsEntry("m", AttributeValue.fromM(item("x", s("v"), "y", n(2), "z", s("v"))))
                .containsEntry("l", l(n(0), s("v"), n(2), n(3), s("v")));
    }

    @Test
    default void positionsInAListAreThoseBeforeTheUpdate() {
        assertThat(updated("REMOVE l[0], l[2], m.x, t, absent"))
                .containsEntry("l", l(n(1), n(3)))
                .containsEntry("m", AttributeValue.fromM(item("y", n(2))))
                .doesNotContainKey("t");
    }

    @Test
    default void numbersAndSetsGrow() {
        Map<String, AttributeValue> after = updated("ADD a :n, c :n, ss :s, tt :s", ":n", n(5), ":s", ss("b", "c"));

        assertThat(after).containsEntry("a", n(6)).containsEntry("c", n(5));
        assertThat(after.get("ss").ss()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(after.get("tt").ss()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    default void aSetWithoutElementsIsNoSetAnyMore() {
        assertThat(updated("DELETE ss :s", ":s", ss("b", "c")).get("ss").ss()).containsExactly("a");
        assertThat(updated("DELETE ss :s", ":s", ss("a", "b"))).doesNotContainKey("ss");
        assertThat(updated("DELETE absent :s", ":s", ss("a"))).isEqualTo(BEFORE);
    }

    @Test
    default void theSectionsMayStandInAnyOrder() {
        assertThat(updated("ADD a :n REMOVE t SET b = :n", ":n", n(5)))
                .containsEntry("a", n(6))
                .containsEntry("b", n(5))
                .doesNotContainKey("t");
    }

    @Test
    default void anUpdateMakesTheItemThatIsNotThere() {
        String table = newTable();
        client().updateItem(update -> update.tableName(table).key(PLACE));
        client().updateItem(update -> update.tableName(table)
                .key(key("two", "2"))
                .updateExpression("SET a = :v ADD c :v")
                .expressionAttributeValues(item(":v", n(1))));

        assertThat(get(table, PLACE)).isEqualTo(PLACE);
        assertThat(get(table, key("two", "2"))).isEqualTo(with(key("two", "2"), "a", n(1), "c", n(1)));
    }

    @Test
    default void anAnswerHasTheItemOrWhatTheUpdateNames() {
        assertThat(answer(ReturnValue.NONE)).isEmpty();
        assertThat(answer(ReturnValue.ALL_OLD)).isEqualTo(BEFORE);
        assertThat(answer(ReturnValue.UPDATED_OLD)).isEqualTo(item("a", n(1), "t", s("x")));
        assertThat(answer(ReturnValue.UPDATED_NEW)).isEqualTo(item("a", n(7), "c", n(7)));
        assertThat(answer(ReturnValue.ALL_NEW))
                .containsEntry("a", n(7))
                .doesNotContainKey("t")
                .containsEntry("b", n(2));
    }

    private Map<String, AttributeValue> answer(ReturnValue wanted) {
        String table = newTable();
        put(table, BEFORE);
        return client().updateItem(update -> update.tableName(table)
                        .key(PLACE)
                        .updateExpression("SET a = :v, c = :v REMOVE t")
                        .expressionAttributeValues(item(":v", n(7)))
                        .returnValues(wanted))
                .attributes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET s = :v | part of the key",
                "SET a = absent + :v | does not exist in the item",
                "SET a = absent | does not exist in the item",
                "SET a = t + :v | incorrect data type",
                "SET a = list_append(l, t), b = :v | incorrect data type",
                "ADD t :v | incorrect data type",
                "SET a = :v, a = b | overlap",
                "SET m = :v, m.x = b | overlap",
                "SET m.absent.deeper = :v | invalid for update",
                "SET t.x = :v | invalid for update",
                "SET a = :v SET b = :v | only be used once",
                "DELETE ss :v | operand type",
                "SET a = contains(t, :v) | not allowed",
                "SET a | Syntax error",
                "SET a = :v, | Syntax error",
                "SET SET a = :v | Syntax error",
                "UPDATE a = :v | Syntax error",
                "SET status = :v | reserved keyword: status",
                "SET a = :v + :v + :v | Syntax error",
                "REMOVE l[x] SET a = :v | Syntax error"
            })
    default void anUpdateThatCannotBeIsRefusedAndChangesNothing(String expression, String reason) {
        String table = newTable();
        put(table, BEFORE);

        assertInvalid(
                reason,
                () -> client().updateItem(update -> update.tableName(table)
                        .key(PLACE)
                        .updateExpression(expression)
                        .expressionAttributeValues(expression.contains(":v") ? item(":v", n(1)) : null)));

        assertThat(get(table, PLACE)).isEqualTo(BEFORE);
    }

    @Test
    default void anUpdateThatMakesAnItemTooLargeIsRefused() {
        String table = newTable();
        put(table, with(PLACE, "a", s("x".repeat(300_000))));

        assertInvalid(
                "Item size to update has exceeded the maximum allowed size",
                () -> client().updateItem(
                                update -> update.tableName(table).key(PLACE).updateExpression("SET b = a")));
    }

    @Test
    default void anUpdateToAKeyOfAnIndexThatIsNoneIsRefused() {
        String table = newTable();
        put(table, BEFORE);

        assertInvalid(
                "",
                () -> client().updateItem(update -> update.tableName(table)
                        .key(PLACE)
                        .updateExpression("SET kind = :v")
                        .expressionAttributeValues(item(":v", n(1)))));
    }

    private Map<String, AttributeValue> updated(String expression, Object... values) {
        String table = newTable();
        put(table, BEFORE);
        client().updateItem(update -> update.tableName(table)
                .key(PLACE)
                .updateExpression(expression)
                .expressionAttributeValues(values.length == 0 ? null : item(values)));
        return get(table, PLACE);
    }
}
