package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * ExecuteStatement, for one form of a statement: SELECT of some attributes, from a table or an index, where the
 * partition key is IN a list of parameters. It reads each of the keys as a query does.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html">SELECT</a>
 */
final class Statements {

    private static final Pattern SELECT = Pattern.compile(
            "SELECT (\\*|\"[^\"]+\"(?:, \"[^\"]+\")*) FROM \"([^\"]+)\"(?:\\.\"([^\"]+)\")? WHERE \"([^\"]+)\" IN"
                    + " \\[(\\?(?:, \\?)*)]");

    /** "Up to 50 hash attribute values." */
    private static final int MOST_KEYS = 50;

    private static final Set<String> KNOWN = Set.of("Statement", "Parameters", "ReturnConsumedCapacity");

    private final PageReader pages;

    Statements(PageReader pages) {
        this.pages = pages;
    }

    ObjectNode execute(JsonNode request) {
        request.fieldNames().forEachRemaining(member -> {
            if (!KNOWN.contains(member)) {
                throw TableFault.notDoneHere(member + " of a statement");
            }
        });
        Matcher select = SELECT.matcher(request.path("Statement").asText());
        if (!select.matches()) {
            throw TableFault.notDoneHere("statements of this form");
        }
        List<JsonNode> keys = request.path("Parameters").valueStream().toList();
        if (keys.size() != select.group(5).split(",").length) {
            throw invalid("Number of parameters in request and statement don't match.");
        }
        if (keys.size() > MOST_KEYS) {
            throw invalid("The IN operator is provided with too many operands; the limit is %d", MOST_KEYS);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        ObjectNode capacity = null;
        for (JsonNode key : keys) {
            ObjectNode page = pages.query(query(request, select, key));
            if (page.has("LastEvaluatedKey")) {
                throw TableFault.notDoneHere("a second page of a statement");
            }
            items.addAll((ArrayNode) page.path("Items"));
            capacity = sum(capacity, (ObjectNode) page.get("ConsumedCapacity"));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Items", items);
        return capacity == null ? answer : answer.set("ConsumedCapacity", capacity);
    }

    private static ObjectNode query(JsonNode request, Matcher select, JsonNode key) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        query.put("TableName", select.group(2));
        if (select.group(3) != null) {
            query.put("IndexName", select.group(3));
        }
        query.put("KeyConditionExpression", "#key = :key");
        ObjectNode names = query.putObject("ExpressionAttributeNames").put("#key", select.group(4));
        query.putObject("ExpressionAttributeValues").set(":key", key);
        if (!select.group(1).equals("*")) {
            List<String> attributes = Stream.of(select.group(1).split(", "))
                    .map(name -> name.replace("\"", ""))
                    .toList();
            IntStream.range(0, attributes.size()).forEach(i -> names.put("#a" + i, attributes.get(i)));
            query.put(
                    "ProjectionExpression",
                    IntStream.range(0, attributes.size())
                            .mapToObj(i -> "#a" + i)
                            .collect(Collectors.joining(", ")));
        }
        if (request.has("ReturnConsumedCapacity")) {
            query.set("ReturnConsumedCapacity", request.get("ReturnConsumedCapacity"));
        }
        return query;
    }

    /** The sum of the capacity units of two reads of the same table and index. */
    private static ObjectNode sum(ObjectNode before, ObjectNode more) {
        if (before == null || more == null) {
            return before == null ? more : before;
        }
        more.properties().forEach(field -> {
            JsonNode old = before.get(field.getKey());
            if (field.getValue() instanceof ObjectNode inner && old instanceof ObjectNode into) {
                sum(into, inner);
            } else if (field.getValue().isNumber() && old != null) {
                before.put(field.getKey(), old.asDouble() + field.getValue().asDouble());
            }
        });
        return before;
    }
}
