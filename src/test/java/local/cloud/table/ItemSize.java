package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Base64;

/**
 * The size of an item as DynamoDB counts it.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">item sizes</a>
 */
final class ItemSize {

    /** "The maximum item size in DynamoDB is 400 KB." */
    static final int LARGEST = 400 * 1024;

    /** A list or map counts three bytes, plus one for each element. */
    private static final int CONTAINER = 3;

    private ItemSize() {}

    /** @param item null counts zero */
    static int of(JsonNode item) {
        return item == null
                ? 0
                : item.propertyStream()
                        .mapToInt(each -> utf8(each.getKey()) + value(each.getValue()))
                        .sum();
    }

    static int value(JsonNode value) {
        JsonNode content = AttributeValues.content(value);
        return switch (AttributeValues.type(value)) {
            case "S" -> utf8(content.textValue());
            case "N" -> number(content.textValue());
            case "B" -> binary(content.textValue());
            case "SS" ->
                content.valueStream().mapToInt(each -> utf8(each.textValue())).sum();
            case "NS" ->
                content.valueStream().mapToInt(each -> number(each.textValue())).sum();
            case "BS" ->
                content.valueStream().mapToInt(each -> binary(each.textValue())).sum();
            case "L" ->
                CONTAINER
                        + content.valueStream()
                                .mapToInt(each -> 1 + value(each))
                                .sum();
            case "M" ->
                CONTAINER
                        + content.propertyStream()
                                .mapToInt(each -> 1 + utf8(each.getKey()) + value(each.getValue()))
                                .sum();
            default -> 1;
        };
    }

    /** "1 byte per two significant digits", plus one; a minus sign counts one more. */
    private static int number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static int binary(String base64) {
        return Base64.getDecoder().decode(base64).length;
    }

    private static int utf8(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
