package local.constraints;

import static local.constraints.DynamoDbRules.INVALID;
import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Named attribute values: an item, a key, or the values of an expression.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">constraints</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">item sizes</a>
 */
record DynamoDbItem(JsonNode attributes) {

    /**
     * "The maximum item size in DynamoDB is 400 KB, which includes both attribute name binary length and attribute
     * value lengths."
     */
    private static final int LARGEST = 400 * 1024;

    /**
     * "The maximum length of the partition key value is 2048 bytes"; a sort key may have 1024, but only the table knows
     * which key is the sort key.
     */
    private static final int LONGEST_KEY = 2048;

    /** "Up to 32 levels deep." */
    private static final int DEEPEST = 32;

    /** "Up to 38 digits of precision", from 1E-130 to 9.9999999999999999999999999999999999999E+125. */
    private static final int DIGITS = 38;

    private static final Set<String> OF_KEYS = Set.of("S", "N", "B");

    Stream<Fault> faults() {
        return attributes.propertyStream().flatMap(attribute -> value(attribute.getKey(), attribute.getValue(), 0));
    }

    Stream<Fault> tooLarge() {
        int size = attributes
                .propertyStream()
                .mapToInt(attribute -> bytes(attribute.getKey()) + size(attribute.getValue()))
                .sum();
        return when(size > LARGEST, INVALID, "Item size has exceeded the maximum allowed size: " + size + " bytes");
    }

    Stream<Fault> notForAKey() {
        return attributes.propertyStream().flatMap(attribute -> {
            String type = type(attribute.getValue());
            int size = size(attribute.getValue());
            return Stream.of(
                            when(
                                    !OF_KEYS.contains(type),
                                    INVALID,
                                    "Type mismatch for key " + attribute.getKey() + ": " + type),
                            when(
                                    size == 0,
                                    INVALID,
                                    "One or more parameter values are not valid. The AttributeValue for a key"
                                            + " attribute cannot contain an empty string value. Key: "
                                            + attribute.getKey()),
                            when(
                                    size > LONGEST_KEY,
                                    INVALID,
                                    "One or more parameter values were invalid: Size of hashkey has exceeded the"
                                            + " maximum size limit of 2048 bytes"))
                    .flatMap(each -> each);
        });
    }

    private static Stream<Fault> value(String name, JsonNode value, int depth) {
        if (value.size() != 1) {
            return Stream.of(new Fault(
                    INVALID,
                    "Supplied AttributeValue " + name + " must contain exactly one of the supported datatypes"));
        }
        String type = type(value);
        JsonNode inner = value.path(type);
        return switch (type) {
            case "N" -> number(name, inner.asText());
            case "NS" ->
                Stream.concat(set(name, inner), inner.valueStream().flatMap(each -> number(name, each.asText())));
            case "SS", "BS" -> set(name, inner);
            case "NULL" ->
                when(!inner.asBoolean(), INVALID, "Null attribute value types must have the value of true: " + name);
            case "M", "L" ->
                depth == DEEPEST
                        ? Stream.of(new Fault(INVALID, "Nesting Levels have exceeded supported limits: " + name))
                        : children(inner).stream().flatMap(each -> value(name, each, depth + 1));
            default -> Stream.empty();
        };
    }

    private static Stream<Fault> set(String name, JsonNode set) {
        Set<JsonNode> different = new HashSet<>();
        set.forEach(different::add);
        return when(
                set.isEmpty() || different.size() < set.size(),
                INVALID,
                "One or more parameter values were invalid: the set " + name + " is empty or contains duplicates");
    }

    private static Stream<Fault> number(String name, String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            int magnitude = number.precision() - number.scale() - 1;
            boolean fits =
                    number.precision() <= DIGITS && (number.signum() == 0 || magnitude >= -130 && magnitude <= 125);
            return when(
                    !fits, INVALID, "The number " + name + " has more than 38 significant digits or is out of range");
        } catch (NumberFormatException e) {
            return Stream.of(new Fault(INVALID, "The parameter cannot be converted to a numeric value: " + name));
        }
    }

    /** An element of a list or map counts a byte, and the list or map three. */
    private static int size(JsonNode value) {
        String type = type(value);
        JsonNode inner = value.path(type);
        return switch (type) {
            case "S" -> bytes(inner.asText());
            case "N" -> numberSize(inner.asText());
            case "B" -> Base64.getDecoder().decode(inner.asText()).length;
            case "SS" ->
                inner.valueStream().mapToInt(each -> bytes(each.asText())).sum();
            case "NS" ->
                inner.valueStream().mapToInt(each -> numberSize(each.asText())).sum();
            case "BS" ->
                inner.valueStream()
                        .mapToInt(each -> Base64.getDecoder().decode(each.asText()).length)
                        .sum();
            case "L" -> 3 + inner.valueStream().mapToInt(each -> 1 + size(each)).sum();
            case "M" ->
                3
                        + inner.propertyStream()
                                .mapToInt(each -> 1 + bytes(each.getKey()) + size(each.getValue()))
                                .sum();
            default -> 1;
        };
    }

    /** About one byte for two significant digits, plus one. */
    private static int numberSize(String number) {
        return (number.length() + 1) / 2 + 1;
    }

    private static List<JsonNode> children(JsonNode container) {
        return container.isArray()
                ? container.valueStream().toList()
                : container.propertyStream().map(Map.Entry::getValue).toList();
    }

    private static String type(JsonNode value) {
        return value.propertyStream().map(Map.Entry::getKey).findFirst().orElse("");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
