package local.constraints;

import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules of items, keys and batches. The local tables check rules that need the table's keys or the current item.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">constraints</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">naming rules</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class DynamoDbRules implements Rules {

    static final String INVALID = "ValidationException";

    /** "As many as 100 items." */
    private static final int MOST_READ = 100;

    /** "Up to 25 item put or delete operations." */
    private static final int MOST_WRITTEN = 25;

    /** "Table names … must be between 3 and 255 characters long"; the model allows an ARN too. */
    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    @Override
    public Stream<Fault> broken(Call call) {
        JsonNode input = call.input();
        Stream<Fault> ofTables = Stream.concat(
                        input.path("TableName").isTextual()
                                ? Stream.of(input.path("TableName").asText())
                                : Stream.empty(),
                        input.path("RequestItems").propertyStream().map(Map.Entry::getKey))
                .flatMap(DynamoDbRules::table);
        return Stream.concat(ofTables, ofOperation(call.operation(), input));
    }

    private static Stream<Fault> ofOperation(String operation, JsonNode input) {
        return switch (operation) {
            case "PutItem" -> Stream.concat(item(input.path("Item")), expressions(input));
            case "UpdateItem" ->
                Stream.of(key(input.path("Key")), values(input), expressions(input))
                        .flatMap(each -> each);
            case "GetItem", "DeleteItem" ->
                Stream.of(key(input.path("Key")), values(input), expressions(input))
                        .flatMap(each -> each);
            case "Query", "Scan" -> Stream.concat(values(input), expressions(input));
            case "BatchGetItem" -> batchGet(input.path("RequestItems"));
            case "BatchWriteItem" -> batchWrite(input.path("RequestItems"));
            default -> Stream.empty();
        };
    }

    private static Stream<Fault> table(String name) {
        return when(
                !name.startsWith("arn:") && !TABLE.matcher(name).matches(),
                INVALID,
                "a table's name has 3 to 255 letters, digits, underscores, hyphens and dots");
    }

    private static Stream<Fault> item(JsonNode item) {
        DynamoDbItem attributes = new DynamoDbItem(item);
        return Stream.concat(attributes.faults(), attributes.tooLarge());
    }

    private static Stream<Fault> values(JsonNode input) {
        return new DynamoDbItem(input.path("ExpressionAttributeValues")).faults();
    }

    private static Stream<Fault> key(JsonNode key) {
        DynamoDbItem attributes = new DynamoDbItem(key);
        return Stream.concat(attributes.faults(), attributes.notForAKey());
    }

    private static Stream<Fault> expressions(JsonNode input) {
        return new DynamoDbExpressions(input).faults();
    }

    private static Stream<Fault> batchGet(JsonNode tables) {
        int keys = tables.propertyStream()
                .mapToInt(table -> table.getValue().path("Keys").size())
                .sum();
        Stream<Fault> ofTables = tables.propertyStream()
                .map(Map.Entry::getValue)
                .flatMap(table -> Stream.of(
                                table.path("Keys").valueStream().flatMap(DynamoDbRules::key),
                                distinct(table.path("Keys").valueStream().toList()),
                                expressions(table))
                        .flatMap(each -> each));
        return Stream.concat(
                when(keys > MOST_READ, INVALID, "Too many items requested for the BatchGetItem call: " + keys),
                ofTables);
    }

    private static Stream<Fault> batchWrite(JsonNode tables) {
        List<JsonNode> requests = tables.propertyStream()
                .flatMap(table -> table.getValue().valueStream())
                .toList();
        Stream<Fault> ofRequests = requests.stream()
                .flatMap(request -> request.has("PutRequest")
                        ? item(request.path("PutRequest").path("Item"))
                        : key(request.path("DeleteRequest").path("Key")));
        return Stream.of(
                        when(
                                requests.size() > MOST_WRITTEN,
                                INVALID,
                                "Too many items requested for the BatchWriteItem call: " + requests.size()),
                        when(
                                requests.stream().anyMatch(request -> request.size() != 1),
                                INVALID,
                                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                                        + " supported requests"),
                        ofRequests)
                .flatMap(each -> each);
    }

    private static Stream<Fault> distinct(List<JsonNode> keys) {
        Set<JsonNode> different = keys.stream().collect(Collectors.toSet());
        return when(different.size() < keys.size(), INVALID, "Provided list of item keys contains duplicates");
    }
}
