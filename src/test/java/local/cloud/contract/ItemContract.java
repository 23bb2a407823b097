package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.l;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.ss;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Single items: put, get, delete. */
interface ItemContract extends TableFixture {

    Map<String, AttributeValue> ONE = key("one", "1");

    @Test
    default void anItemComesBackWithEachTypeOfValue() {
        String table = newTable();
        Map<String, AttributeValue> item = with(
                ONE,
                "text",
                s("火曜日 é 😀"),
                "number",
                n("-12.5"),
                "bytes",
                AttributeValue.fromB(SdkBytes.fromUtf8String("\0\1x")),
                "yes",
                AttributeValue.fromBool(true),
                "nothing",
                AttributeValue.fromNul(true),
                "list",
                l(s("a"), n(1), l()),
                "map",
                AttributeValue.fromM(item("inside", AttributeValue.fromM(Map.of()), "empty", s(""))));

        put(table, item);

        assertThat(get(table, ONE)).isEqualTo(item);
    }

    @Test
    default void setsComeBackWithTheirElements() {
        String table = newTable();
        put(table, with(ONE, "ss", ss("b", "a"), "ns", AttributeValue.fromNs(List.of("2", "10", "1"))));

        assertThat(get(table, ONE).get("ss").ss()).containsExactlyInAnyOrder("a", "b");
        assertThat(get(table, ONE).get("ns").ns()).containsExactlyInAnyOrder("1", "2", "10");
    }

    @Test
    default void aNumberHasOneFormAndThirtyEightDigits() {
        String table = newTable();
        String digits = "12345678901234567890123456789012345678";
        put(table, with(ONE, "a", n("1.50"), "b", n("1E3"), "c", n("-0"), "d", n(digits), "e", n("00.001")));

        assertThat(get(table, ONE))
                .isEqualTo(with(ONE, "a", n("1.5"), "b", n("1000"), "c", n("0"), "d", n(digits), "e", n("0.001")));
    }

    @Test
    default void aSecondPutReplacesTheWholeItemAndSaysWhatItWas() {
        String table = newTable();
        put(table, with(ONE, "a", s("x"), "b", s("y")));

        var old = client().putItem(
                        put -> put.tableName(table).item(with(ONE, "a", s("z"))).returnValues("ALL_OLD"));

        assertThat(old.attributes()).isEqualTo(with(ONE, "a", s("x"), "b", s("y")));
        assertThat(get(table, ONE)).isEqualTo(with(ONE, "a", s("z")));
    }

    @Test
    default void aDeletedItemIsGoneAndMayBeDeletedAgain() {
        String table = newTable();
        put(table, with(ONE, "a", s("x")));

        var first = client().deleteItem(gone -> gone.tableName(table).key(ONE).returnValues("ALL_OLD"));
        var second = client().deleteItem(gone -> gone.tableName(table).key(ONE).returnValues("ALL_OLD"));

        assertThat(first.attributes()).isEqualTo(with(ONE, "a", s("x")));
        assertThat(second.hasAttributes()).isFalse();
        assertThat(get(table, ONE)).isEmpty();
    }

    @Test
    default void anItemThatIsNotThereIsNoItem() {
        assertThat(client().getItem(get -> get.tableName(newTable()).key(ONE)).hasItem())
                .isFalse();
    }

    @Test
    default void aProjectionGivesPartsOfAnItem() {
        String table = newTable();
        put(
                table,
                with(
                        ONE,
                        "a",
                        s("x"),
                        "m",
                        AttributeValue.fromM(item("x", n(1), "y", n(2))),
                        "l",
                        l(n(1), n(2), n(3))));

        var parts = client().getItem(get -> get.tableName(table)
                .key(ONE)
                .projectionExpression("p, m.y, l[0], l[2], #none")
                .expressionAttributeNames(Map.of("#none", "none")));

        assertThat(parts.item())
                .isEqualTo(item("p", s("one"), "m", AttributeValue.fromM(item("y", n(2))), "l", l(n(1), n(3))));
    }

    @Test
    default void anItemThatDoesNotFitTheTableIsRefused() {
        String table = newTable();
        assertInvalid("Missing the key s in the item", () -> put(table, item("p", s("one"))));
        assertInvalid(
                "Type mismatch for key s expected: S actual: N", () -> put(table, item("p", s("one"), "s", n(1))));
        assertInvalid("cannot contain an empty string value", () -> put(table, key("", "1")));
        assertInvalid("cannot contain an empty string value", () -> put(table, with(ONE, "kind", s(""), "at", n(1))));
        assertInvalid("Type mismatch for Index Key at", () -> put(table, with(ONE, "kind", s("k"), "at", s("1"))));
    }

    @Test
    default void aKeyOfAnotherFormIsRefused() {
        String table = newTable();
        assertInvalid("does not match the schema", () -> get(table, item("p", s("one"))));
        assertInvalid("does not match the schema", () -> get(table, with(ONE, "more", s("x"))));
        assertInvalid("does not match the schema", () -> get(table, item("p", s("one"), "s", n(1))));
    }

    @Test
    default void whatIsTooLargeIsRefused() {
        String table = newTable();
        assertInvalid("size", () -> put(table, with(ONE, "text", s("x".repeat(400 * 1024)))));
        assertInvalid("2048 bytes", () -> put(table, key("x".repeat(2049), "1")));
        assertInvalid("1024 bytes", () -> put(table, key("one", "x".repeat(1025))));
        put(table, with(key("x".repeat(2048), "x".repeat(1024)), "text", s("x".repeat(400_000))));
    }

    @Test
    default void aValueThatIsNoneIsRefused() {
        String table = newTable();
        assertInvalid("38 significant digits", () -> put(table, with(ONE, "a", n("1".repeat(39)))));
        assertInvalid("overflow", () -> put(table, with(ONE, "a", n("1E126"))));
        assertInvalid("underflow", () -> put(table, with(ONE, "a", n("1E-131"))));
        assertInvalid("numeric value", () -> put(table, with(ONE, "a", n("one"))));
        assertInvalid("may not be empty", () -> put(table, with(ONE, "a", AttributeValue.fromSs(List.of()))));
        assertInvalid("duplicates", () -> put(table, with(ONE, "a", ss("x", "x"))));
        assertInvalid("Null attribute value types", () -> put(table, with(ONE, "a", AttributeValue.fromNul(false))));
    }

    @Test
    default void aTableThatIsNotThereIsNotFound() {
        assertRefused("ResourceNotFoundException", "not found", () -> put("no-table", ONE));
    }

    @Test
    default void aPutDoesNotSayWhatTheItemIsAfterwards() {
        String table = newTable();
        assertInvalid(
                "ReturnValues can only be ALL_OLD or NONE",
                () -> client().putItem(put -> put.tableName(table).item(ONE).returnValues("ALL_NEW")));
    }
}
