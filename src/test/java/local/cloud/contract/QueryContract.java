package local.cloud.contract;

import static local.cloud.contract.TableFixture.item;
import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.s;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Queries of a table and of its indexes: order, ranges, pages and filters; also scans. */
interface QueryContract extends TableFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p = :p | a b ba bb c",
                "p = :p AND s = :b | b",
                "p = :p AND s < :b | a",
                "p = :p AND s <= :b | a b",
                "p = :p AND s > :b | ba bb c",
                "s >= :b AND p = :p | b ba bb c",
                "p = :p AND s BETWEEN :b AND :ba | b ba",
                "p = :p AND begins_with(s, :b) | b ba bb",
                "(p = :p) AND (s > :ba) | bb c",
                "p = :p AND :b < s | ba bb c",
                "p = :p and s = :none | ''"
            })
    default void aRangeOfAPartitionComesInItsOrder(String condition, String expected) {
        String table = newTable();
        Stream.of("c", "ba", "a", "bb", "b").forEach(sort -> put(table, key("one", sort)));
        put(table, key("two", "b"));

        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(condition)
                .expressionAttributeValues(used(condition))
                .build();

        List<String> there = sorts(client().query(query));
        List<String> back =
                sorts(client().query(query.toBuilder().scanIndexForward(false).build()));
        assertThat(String.join(" ", there)).isEqualTo(expected);
        java.util.Collections.reverse(back);
        assertThat(back).isEqualTo(there);
    }

    private static Map<String, AttributeValue> used(String condition) {
        Map<String, AttributeValue> values = item(":p", s("one"), ":b", s("b"), ":ba", s("ba"), ":none", s("none"));
        values.keySet().removeIf(name -> !condition.matches(".*" + name + "\\b.*"));
        return values;
    }

    @Test
    default void numbersComeInTheOrderOfNumbers() {
        String table = newTable();
        List<String> numbers =
                List.of("-1000", "-20.5", "-20", "-3", "-0.5", "0", "0.001", "0.5", "3", "20", "100", "1e20");
        List<Integer> mixed = IntStream.range(0, numbers.size()).boxed().collect(java.util.stream.Collectors.toList());
        java.util.Collections.shuffle(mixed, new java.util.Random(1));
        mixed.forEach(i -> put(table, with(key("p" + i, "s"), "kind", s("k"), "at", n(numbers.get(i)))));

        List<String> found = ofIndex(table, "keys", query -> {}).items().stream()
                .map(item -> item.get("at").n())
                .toList();

        assertThat(found.stream().map(java.math.BigDecimal::new).map(java.math.BigDecimal::doubleValue))
                .isEqualTo(numbers.stream().map(Double::valueOf).toList());
    }

    @Test
    default void anIndexHasWhatItProjectsOfTheItemsThatHaveItsKeys() {
        String table = newTable();
        Map<String, AttributeValue> whole =
                with(key("one", "1"), "kind", s("k"), "at", n(1), "note", s("n"), "more", s("m"));
        put(table, whole);
        put(table, with(key("two", "1"), "kind", s("k"), "note", s("no time")));
        put(table, with(key("three", "1"), "kind", s("other"), "at", n(1)));

        assertThat(ofIndex(table, "all", query -> {}).items()).containsExactly(whole);
        assertThat(ofIndex(table, "some", query -> {}).items())
                .containsExactly(with(key("one", "1"), "kind", s("k"), "at", n(1), "note", s("n")));
        assertThat(ofIndex(table, "keys", query -> {}).items())
                .containsExactly(with(key("one", "1"), "kind", s("k"), "at", n(1)));
    }

    @Test
    default void anItemMovesInAnIndexAndLeavesIt() {
        String table = newTable();
        Map<String, AttributeValue> item = with(key("one", "1"), "kind", s("k"), "at", n(1));
        put(table, item);
        put(table, with(item, "at", n(2)));
        assertThat(ofIndex(table, "keys", query -> {}).items()).containsExactly(with(item, "at", n(2)));

        client().updateItem(
                        update -> update.tableName(table).key(key("one", "1")).updateExpression("REMOVE kind"));
        assertThat(ofIndex(table, "keys", query -> {}).items()).isEmpty();

        put(table, item);
        client().deleteItem(gone -> gone.tableName(table).key(key("one", "1")));
        assertThat(ofIndex(table, "keys", query -> {}).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    default void pagesHaveEachItemOnce(boolean forward) {
        String table = newTable();
        IntStream.range(0, 7).forEach(i -> put(table, with(key("p" + i, "s"), "kind", s("k"), "at", n(i / 2))));

        List<String> seen = new ArrayList<>();
        List<String> times = new ArrayList<>();
        Map<String, AttributeValue> from = null;
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = ofIndex(
                    table,
                    "keys",
                    query -> query.limit(2).scanIndexForward(forward).exclusiveStartKey(start));
            assertThat(page.count()).isLessThanOrEqualTo(2);
            page.items().forEach(item -> seen.add(item.get("p").s()));
            page.items().forEach(item -> times.add(item.get("at").n()));
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
            assertThat(from == null || from.keySet().equals(java.util.Set.of("p", "s", "kind", "at")))
                    .isTrue();
        } while (from != null);

        assertThat(seen).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6");
        assertThat(times)
                .isSortedAccordingTo(
                        forward ? java.util.Comparator.naturalOrder() : java.util.Comparator.reverseOrder());
    }

    @Test
    default void aPageThatItsLimitEndsHasANextOne() {
        String table = newTable();
        put(table, key("one", "1"));
        put(table, key("one", "2"));

        assertThat(ofTable(table, query -> query.limit(2)).hasLastEvaluatedKey())
                .isTrue();
        assertThat(ofTable(table, query -> query.limit(3)).hasLastEvaluatedKey())
                .isFalse();
        assertThat(ofTable(table, query -> query.limit(2).exclusiveStartKey(key("one", "2")))
                        .items())
                .isEmpty();
    }

    @Test
    default void aPageGoesOnBehindAnItemThatIsGone() {
        String table = newTable();
        Stream.of("1", "2", "3").forEach(sort -> put(table, key("one", sort)));
        client().deleteItem(gone -> gone.tableName(table).key(key("one", "2")));

        assertThat(sorts(ofTable(table, query -> query.exclusiveStartKey(key("one", "2")))))
                .containsExactly("3");
    }

    @Test
    default void aPageHasAMegabyteAtMost() {
        String table = newTable();
        IntStream.range(0, 4).forEach(i -> put(table, with(key("one", "" + i), "text", s("x".repeat(390_000)))));

        QueryResponse page = ofTable(table, query -> {});

        assertThat(page.count()).isEqualTo(3);
        assertThat(page.hasLastEvaluatedKey()).isTrue();
    }

    @Test
    default void aFilterTakesAwayOfWhatWasRead() {
        String table = newTable();
        IntStream.range(0, 6).forEach(i -> put(table, with(key("one", "" + i), "v", n(i))));

        QueryResponse page = client().query(query -> query.tableName(table)
                .keyConditionExpression("p = :p")
                .filterExpression("v > :v")
                .expressionAttributeValues(item(":p", s("one"), ":v", n(2)))
                .limit(4));

        assertThat(sorts(page)).containsExactly("3");
        assertThat(page.scannedCount()).isEqualTo(4);
        assertThat(page.lastEvaluatedKey()).isEqualTo(key("one", "3"));
    }

    @Test
    default void aCountHasNoItems() {
        String table = newTable();
        IntStream.range(0, 3).forEach(i -> put(table, key("one", "" + i)));

        QueryResponse count = ofTable(table, query -> query.select("COUNT"));

        assertThat(count.count()).isEqualTo(3);
        assertThat(count.hasItems()).isFalse();
    }

    @Test
    default void aQueryGivesPartsOfItems() {
        String table = newTable();
        put(table, with(key("one", "1"), "a", n(1), "b", n(2)));

        assertThat(ofTable(table, query -> query.projectionExpression("s, b")).items())
                .containsExactly(item("s", s("1"), "b", n(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s = :p | missed key schema element: p",
                "p > :p | Query key condition not supported",
                "p = :p AND v = :p | ''",
                "p = :p OR s = :p | Invalid operator used in KeyConditionExpression: OR",
                "p = :p AND s <> :p | Invalid operator used in KeyConditionExpression: <>",
                "p = :p AND contains(s, :p) | Invalid operator used in KeyConditionExpression: contains",
                "p = :p AND p = :p | one condition per key",
                "p = :n | does not match schema type",
                "p = :p AND | Syntax error"
            })
    default void aConditionThatIsNotOfTheKeyIsRefused(String condition, String reason) {
        String table = newTable();
        Map<String, AttributeValue> values = condition.contains(":n") ? item(":n", n(1)) : item(":p", s("one"));

        assertInvalid(
                reason,
                () -> client().query(query ->
                        query.tableName(table).keyConditionExpression(condition).expressionAttributeValues(values)));
    }

    @Test
    default void aQueryThatCannotBeIsRefused() {
        String table = newTable();
        assertInvalid(
                "Consistent reads are not supported on global secondary indexes",
                () -> ofIndex(table, "keys", query -> query.consistentRead(true)));
        assertInvalid("does not have the specified index", () -> ofIndex(table, "none", query -> {}));
        assertInvalid("does not project", () -> ofIndex(table, "keys", query -> query.projectionExpression("note")));
        assertInvalid(
                "is not supported for global secondary index",
                () -> ofIndex(table, "keys", query -> query.select("ALL_ATTRIBUTES")));
        assertInvalid("non-primary key attributes", () -> ofTable(table, query -> query.filterExpression("s = :p")));
        assertInvalid("starting key", () -> ofTable(table, query -> query.exclusiveStartKey(item("p", s("one")))));
        assertInvalid("starting key", () -> ofTable(table, query -> query.exclusiveStartKey(key("two", "1"))));
    }

    @Test
    default void aScanSeesEachItemInPages() {
        String table = newTable();
        IntStream.range(0, 9).forEach(i -> put(table, with(key("p" + i, "s"), "v", n(i))));

        List<String> all = client().scanPaginator(scan -> scan.tableName(table).limit(2)).items().stream()
                .map(item -> item.get("p").s())
                .toList();
        assertThat(all).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8");

        var some = client().scan(scan -> scan.tableName(table)
                .filterExpression("v >= :v")
                .projectionExpression("v")
                .expressionAttributeValues(item(":v", n(7))));
        assertThat(some.items()).containsExactlyInAnyOrder(item("v", n(7)), item("v", n(8)));
        assertThat(some.scannedCount()).isEqualTo(9);
    }

    private QueryResponse ofTable(String table, Consumer<QueryRequest.Builder> more) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("p = :p")
                .expressionAttributeValues(item(":p", s("one")));
        more.accept(query);
        return client().query(query.build());
    }

    @Test
    default void aStatementReadsManyPartitionsOfAnIndexAtOnce() {
        String table = newTable();
        put(table, with(key("one", "1"), "kind", s("a"), "at", n(1), "note", s("x")));
        put(table, with(key("two", "2"), "kind", s("b"), "at", n(1)));
        put(table, with(key("two", "3"), "kind", s("b"), "at", n(2)));
        put(table, with(key("two", "4"), "kind", s("c"), "at", n(2)));

        String select = "SELECT \"p\", \"s\" FROM \"%s\".\"keys\" WHERE \"kind\" IN [%s]";
        assertThat(client().executeStatement(read -> read.statement(select.formatted(table, "?, ?, ?"))
                                .parameters(s("b"), s("none"), s("a")))
                        .items())
                .containsExactlyInAnyOrder(key("one", "1"), key("two", "2"), key("two", "3"));
        assertThat(client().executeStatement(
                                read -> read.statement("SELECT * FROM \"%s\" WHERE \"p\" IN [?, ?]".formatted(table))
                                        .parameters(s("one"), s("two")))
                        .items())
                .hasSize(4)
                .contains(with(key("one", "1"), "kind", s("a"), "at", n(1), "note", s("x")));
        assertInvalid(
                "parameters",
                () -> client().executeStatement(read ->
                        read.statement(select.formatted(table, "?, ?")).parameters(s("a"))));
    }

    @Test
    default void aStatementNamesFiftyPartitionsAtMost() {
        String table = newTable();
        String select = "SELECT \"p\", \"s\" FROM \"%s\".\"keys\" WHERE \"kind\" IN [%s]";
        for (int keys : List.of(50, 51)) {
            String marks = String.join(", ", java.util.Collections.nCopies(keys, "?"));
            ThrowingCallable statement =
                    () -> client().executeStatement(read -> read.statement(select.formatted(table, marks))
                            .parameters(java.util.Collections.nCopies(keys, s("a"))));
            if (keys == 50) {
                assertThatCode(statement).doesNotThrowAnyException();
            } else {
                assertInvalid("", statement);
            }
        }
    }

    private QueryResponse ofIndex(String table, String index, Consumer<QueryRequest.Builder> more) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("kind = :k")
                .expressionAttributeValues(item(":k", s("k")));
        more.accept(query);
        return client().query(query.build());
    }

    private static List<String> sorts(QueryResponse page) {
        return new ArrayList<>(
                page.items().stream().map(item -> item.get("s").s()).toList());
    }
}
