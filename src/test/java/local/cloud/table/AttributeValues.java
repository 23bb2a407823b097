package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * Attribute values in the protocol's form: {@code {"S": "text"}}. Values from {@link ValueReader} are equal exactly
 * when their JSON is equal.
 */
final class AttributeValues {

    static final Set<String> SETS = Set.of("SS", "NS", "BS");
    static final Set<String> ORDERED = Set.of("S", "N", "B");

    private AttributeValues() {}

    static String type(JsonNode value) {
        return value.fieldNames().next();
    }

    /** The value without its type. */
    static JsonNode content(JsonNode value) {
        return value.iterator().next();
    }

    static ObjectNode of(String type, JsonNode content) {
        return JsonNodeFactory.instance.objectNode().set(type, content);
    }

    static ObjectNode number(BigDecimal number) {
        return of("N", JsonNodeFactory.instance.textNode(Numbers.text(number)));
    }

    static BigDecimal number(JsonNode value) {
        return new BigDecimal(content(value).textValue());
    }

    /** The bytes of a text in UTF-8, or of a binary value. */
    static byte[] bytes(JsonNode value) {
        String text = content(value).textValue();
        return type(value).equals("B") ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean areComparable(JsonNode one, JsonNode other) {
        return type(one).equals(type(other)) && ORDERED.contains(type(one));
    }

    /**
     * Compares texts and binary values byte by byte, unsigned. Both values have the same type, which must have an
     * order.
     */
    static int compare(JsonNode one, JsonNode other) {
        return type(one).equals("N")
                ? number(one).compareTo(number(other))
                : Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    /** Whether a text or a binary value begins with the other. */
    static boolean beginsWith(JsonNode value, JsonNode prefix) {
        byte[] all = bytes(value);
        byte[] first = bytes(prefix);
        return all.length >= first.length && Arrays.equals(all, 0, first.length, first, 0, first.length);
    }

    /** True for a substring of a text, and for an element of a set or a list. */
    static boolean contains(JsonNode value, JsonNode wanted) {
        JsonNode content = content(value);
        return switch (type(value)) {
            case "S" ->
                type(wanted).equals("S")
                        && content.textValue().contains(content(wanted).textValue());
            case "B" -> type(wanted).equals("B") && isWithin(bytes(value), bytes(wanted));
            case "SS", "NS", "BS" ->
                type(value).equals(type(wanted) + "S") && content.valueStream().anyMatch(content(wanted)::equals);
            case "L" -> content.valueStream().anyMatch(wanted::equals);
            default -> false;
        };
    }

    /** @return the value's size; null for a value without a size */
    static ObjectNode size(JsonNode value) {
        JsonNode content = content(value);
        return switch (type(value)) {
            case "S" -> number(BigDecimal.valueOf(content.textValue().length()));
            case "B" -> number(BigDecimal.valueOf(bytes(value).length));
            case "SS", "NS", "BS", "L", "M" -> number(BigDecimal.valueOf(content.size()));
            default -> null;
        };
    }

    private static boolean isWithin(byte[] all, byte[] part) {
        String one = new String(all, StandardCharsets.ISO_8859_1);
        return one.contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
