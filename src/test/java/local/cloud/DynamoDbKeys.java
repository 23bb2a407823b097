package local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of IAM's condition keys in a request to DynamoDB: its partition keys, and all attributes that it names in
 * any member.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">condition keys of DynamoDB</a>
 */
final class DynamoDbKeys {

    private static final String PARTITION = "partition";

    /**
     * A value begins with a colon, a name of ExpressionAttributeNames with #, and a part inside an attribute with a
     * dot.
     */
    private static final Pattern NAME = Pattern.compile("(?<![:#.\\w])[A-Za-z_]\\w*");

    private static final Set<String> WORDS = Set.of(
            "SET",
            "REMOVE",
            "ADD",
            "DELETE",
            "AND",
            "OR",
            "NOT",
            "IN",
            "BETWEEN",
            "IF_NOT_EXISTS",
            "LIST_APPEND",
            "ATTRIBUTE_EXISTS",
            "ATTRIBUTE_NOT_EXISTS",
            "ATTRIBUTE_TYPE",
            "BEGINS_WITH",
            "CONTAINS",
            "SIZE");

    private DynamoDbKeys() {}

    static Map<String, Set<String>> of(JsonNode request) {
        Set<String> partitions = new HashSet<>();
        Set<String> attributes = new HashSet<>();
        for (String item : new String[] {"Key", "Item"}) {
            request.path(item).path(PARTITION).forEach(value -> partitions.add(value.asText()));
            request.path(item).fieldNames().forEachRemaining(attributes::add);
        }
        for (String named : new String[] {"AttributeUpdates", "Expected"}) {
            request.path(named).fieldNames().forEachRemaining(attributes::add);
        }
        request.path("ExpressionAttributeNames").forEach(name -> attributes.add(name.asText()));
        for (String expression : new String[] {"UpdateExpression", "ConditionExpression", "ProjectionExpression"}) {
            NAME.matcher(request.path(expression).asText())
                    .results()
                    .map(name -> name.group())
                    .filter(name -> !WORDS.contains(name.toUpperCase(java.util.Locale.ROOT)))
                    .forEach(attributes::add);
        }
        Map<String, Set<String>> keys = new HashMap<>();
        if (!partitions.isEmpty()) {
            keys.put("dynamodb:LeadingKeys", partitions);
        }
        if (!attributes.isEmpty()) {
            keys.put("dynamodb:Attributes", attributes);
        }
        return keys;
    }
}
