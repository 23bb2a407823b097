package local.constraints;

import static local.constraints.SampleRequest.illegalForStandIn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Items, keys, expressions and batches at and beyond DynamoDB's limits. */
final class DynamoDbSamples {

    private static final String TABLE = "hikyaku-deliveries";
    private static final String INVALID = "ValidationException";

    private DynamoDbSamples() {}

    static Stream<SampleRequest> illegal() {
        return Stream.of(
                of("no key", "GetItem", INVALID, Map.of("TableName", TABLE)),
                of(
                        "a member that DynamoDB does not know",
                        "GetItem",
                        INVALID,
                        Map.of("TableName", TABLE, "Key", key("m", "d"), "Table", "x")),
                of(
                        "a table's name of two letters",
                        "GetItem",
                        INVALID,
                        Map.of("TableName", "ab", "Key", key("m", "d"))),
                of(
                        "a key that is no attribute value",
                        "GetItem",
                        "SerializationException",
                        Map.of("TableName", TABLE, "Key", Map.of("partition", "m", "delivery", "d"))),
                of(
                        "a value of two types",
                        "GetItem",
                        INVALID,
                        Map.of(
                                "TableName",
                                TABLE,
                                "Key",
                                Map.of("partition", Map.of("S", "m", "N", "1"), "delivery", text("d")))),
                of("an empty key", "GetItem", INVALID, Map.of("TableName", TABLE, "Key", key("", "d"))),
                of(
                        "a partition key of 2049 bytes",
                        "GetItem",
                        INVALID,
                        Map.of("TableName", TABLE, "Key", key("m".repeat(2049), "d"))),
                put("an item of more than 400 KB", Map.of("note", text("x".repeat(400 * 1024)))),
                put("a number of 39 digits", Map.of("fence", Map.of("N", "1".repeat(39)))),
                put("a text that is not a number", Map.of("fence", Map.of("N", "one"))),
                put("a number out of range", Map.of("fence", Map.of("N", "1E126"))),
                put("an empty set", Map.of("owners", Map.of("SS", List.of()))),
                put("a set with one text twice", Map.of("owners", Map.of("SS", List.of("a", "a")))),
                put("a null that is false", Map.of("owner", Map.of("NULL", false))),
                of("101 keys", "BatchGetItem", INVALID, Map.of("RequestItems", Map.of(TABLE, keys(101, i -> "d" + i)))),
                of("one key twice", "BatchGetItem", INVALID, Map.of("RequestItems", Map.of(TABLE, keys(2, i -> "d")))),
                of("26 items", "BatchWriteItem", INVALID, Map.of("RequestItems", Map.of(TABLE, puts(26)))),
                of("no item", "BatchWriteItem", INVALID, Map.of("RequestItems", Map.of())),
                update(
                        "a name that no expression uses",
                        Map.of("#status", "status", "#owner", "owner"),
                        Map.of(":s", text("x"))),
                update("a name that nothing defines", Map.of("#other", "status"), Map.of(":s", text("x"))),
                update(
                        "a value that no expression uses",
                        Map.of("#status", "status"),
                        Map.of(":s", text("x"), ":t", text("y"))),
                update("a value that nothing defines", Map.of("#status", "status"), Map.of(":t", text("y"))),
                of(
                        "values that are to come back and do not exist",
                        "PutItem",
                        INVALID,
                        Map.of("TableName", TABLE, "Item", key("m", "d"), "ReturnValues", "ALL")),
                illegalForStandIn(
                        "a sort key of 1025 bytes",
                        "GetItem",
                        Map.of("TableName", TABLE, "Key", key("m", "d".repeat(1025)))),
                illegalForStandIn(
                        "a key without its sort key",
                        "GetItem",
                        Map.of("TableName", TABLE, "Key", Map.of("partition", text("m")))),
                illegalForStandIn(
                        "an empty text in a key of an index",
                        "PutItem",
                        Map.of(
                                "TableName",
                                TABLE,
                                "Item",
                                item(Map.of("tenant", text(""), "receivedAt", Map.of("N", "1"))))),
                illegalForStandIn(
                        "a reserved word",
                        "UpdateItem",
                        Map.of(
                                "TableName",
                                TABLE,
                                "Key",
                                key("m", "d"),
                                "UpdateExpression",
                                "SET status = :s",
                                "ExpressionAttributeValues",
                                Map.of(":s", text("x")))),
                illegalForStandIn(
                        "an expression that does not parse",
                        "UpdateItem",
                        Map.of(
                                "TableName",
                                TABLE,
                                "Key",
                                key("m", "d"),
                                "UpdateExpression",
                                "SET SET fence = :s",
                                "ExpressionAttributeValues",
                                Map.of(":s", text("x")))),
                illegalForStandIn(
                        "a change of the key",
                        "UpdateItem",
                        Map.of(
                                "TableName",
                                TABLE,
                                "Key",
                                key("m", "d"),
                                "UpdateExpression",
                                "SET #p = :s",
                                "ExpressionAttributeNames",
                                Map.of("#p", "partition"),
                                "ExpressionAttributeValues",
                                Map.of(":s", text("x")))),
                illegalForStandIn(
                        "no condition on the key",
                        "Query",
                        Map.of(
                                "TableName",
                                TABLE,
                                "KeyConditionExpression",
                                "delivery = :d",
                                "ExpressionAttributeValues",
                                Map.of(":d", text("d")))));
    }

    static Stream<SampleRequest> legal() {
        return Stream.of(
                fine(
                        "keys of 2048 and 1024 bytes",
                        "GetItem",
                        Map.of("TableName", TABLE, "Key", key("m".repeat(2048), "d".repeat(1024)))),
                fine(
                        "an item just under 400 KB",
                        "PutItem",
                        Map.of("TableName", TABLE, "Item", item(Map.of("note", text("x".repeat(400 * 1024 - 100)))))),
                fine(
                        "a number of 38 digits",
                        "PutItem",
                        Map.of("TableName", TABLE, "Item", item(Map.of("fence", Map.of("N", "1".repeat(38)))))),
                fine("100 keys", "BatchGetItem", Map.of("RequestItems", Map.of(TABLE, keys(100, i -> "d" + i)))),
                fine("25 items", "BatchWriteItem", Map.of("RequestItems", Map.of(TABLE, puts(25)))),
                fine("an expression", "UpdateItem", updateInput(Map.of("#status", "status"), Map.of(":s", text("x")))));
    }

    private static SampleRequest put(String name, Map<String, ?> attributes) {
        return of(name, "PutItem", INVALID, Map.of("TableName", TABLE, "Item", item(attributes)));
    }

    private static SampleRequest update(String name, Map<String, ?> names, Map<String, ?> values) {
        return of(name, "UpdateItem", INVALID, updateInput(names, values));
    }

    private static Map<String, ?> updateInput(Map<String, ?> names, Map<String, ?> values) {
        return Map.of(
                "TableName",
                TABLE,
                "Key",
                key("m", "d"),
                "UpdateExpression",
                "SET #status = :s",
                "ExpressionAttributeNames",
                names,
                "ExpressionAttributeValues",
                values);
    }

    private static SampleRequest of(String name, String operation, String code, Map<String, ?> input) {
        return SampleRequest.illegal(name, "dynamodb", operation, code, input);
    }

    private static SampleRequest fine(String name, String operation, Map<String, ?> input) {
        return SampleRequest.legal(name, "dynamodb", operation, input);
    }

    private static Map<String, ?> item(Map<String, ?> attributes) {
        Map<String, Object> item = new HashMap<>(key("m", "d"));
        item.putAll(attributes);
        return item;
    }

    private static Map<String, ?> key(String partition, String delivery) {
        return Map.of("partition", text(partition), "delivery", text(delivery));
    }

    private static Map<String, ?> keys(int count, IntFunction<String> delivery) {
        return Map.of(
                "Keys",
                IntStream.range(0, count)
                        .mapToObj(i -> key("m", delivery.apply(i)))
                        .toList());
    }

    private static List<?> puts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("PutRequest", Map.of("Item", key("m", "d" + i))))
                .toList();
    }

    private static Map<String, String> text(String value) {
        return Map.of("S", value);
    }
}
