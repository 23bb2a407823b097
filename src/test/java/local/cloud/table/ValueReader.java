package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads attribute values from a request, refuses those that DynamoDB refuses, and gives each value one form: numbers
 * without padding, sets in order.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class ValueReader {

    /** "Up to 32 levels deep." */
    private static final int DEEPEST = 32;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ValueReader() {}

    static ObjectNode attributes(JsonNode attributes) {
        return map(attributes, 0);
    }

    static ObjectNode value(JsonNode value) {
        return value(value, 0);
    }

    private static ObjectNode map(JsonNode attributes, int depth) {
        ObjectNode read = JSON.objectNode();
        attributes.propertyStream().forEach(attribute -> {
            if (attribute.getKey().isEmpty()) {
                throw invalid("One or more parameter values were invalid: An attribute's name must not be empty");
            }
            read.set(attribute.getKey(), value(attribute.getValue(), depth));
        });
        return read;
    }

    private static ObjectNode value(JsonNode value, int depth) {
        if (!value.isObject() || value.isEmpty()) {
            throw invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (value.size() > 1) {
            throw invalid("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                    + " supported datatypes");
        }
        if (depth > DEEPEST) {
            throw invalid("Nesting Levels have exceeded supported limits");
        }
        String type = AttributeValues.type(value);
        return AttributeValues.of(type, content(type, AttributeValues.content(value), depth));
    }

    private static JsonNode content(String type, JsonNode content, int depth) {
        return switch (type) {
            case "S", "N", "B" -> scalar(type, content);
            case "BOOL" -> content;
            case "NULL" -> {
                if (!content.asBoolean()) {
                    throw invalid("One or more parameter values were invalid: Null attribute value types must have the"
                            + " value of true");
                }
                yield content;
            }
            case "SS", "NS", "BS" -> set(type, content);
            case "L" -> {
                ArrayNode list = JSON.arrayNode();
                content.forEach(each -> list.add(value(each, depth + 1)));
                yield list;
            }
            case "M" -> map(content, depth + 1);
            default ->
                throw invalid(
                        "Supplied AttributeValue is empty, must contain exactly one of the supported" + " datatypes");
        };
    }

    private static JsonNode scalar(String type, JsonNode content) {
        if (!content.isTextual()) {
            throw new TableFault("SerializationException", content.getNodeType() + " cannot be converted to String");
        }
        String text = content.textValue();
        return switch (type) {
            case "N" -> JSON.textNode(Numbers.text(Numbers.read(text)));
            case "B" -> JSON.textNode(Base64.getEncoder().encodeToString(binary(text)));
            default -> content;
        };
    }

    private static byte[] binary(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TableFault("SerializationException", "Base64 decoding failed");
        }
    }

    /** Sorts the elements, so that equal sets are equal as JSON. */
    private static ArrayNode set(String type, JsonNode content) {
        if (content.isEmpty()) {
            String name = type.equals("SS") ? "An string set " : type.equals("NS") ? "An number set " : "Binary sets";
            throw invalid(
                    "One or more parameter values were invalid: %s %s",
                    name, type.equals("BS") ? "should not be empty" : "may not be empty");
        }
        TreeMap<String, JsonNode> elements = new TreeMap<>();
        for (JsonNode element : content) {
            JsonNode read = scalar(type.substring(0, 1), element);
            if (elements.put(read.textValue(), read) != null) {
                List<String> all = content.valueStream().map(JsonNode::asText).toList();
                throw invalid(
                        "One or more parameter values were invalid: Input collection %s contains duplicates.", all);
            }
        }
        return JSON.arrayNode().addAll(elements.values());
    }
}
