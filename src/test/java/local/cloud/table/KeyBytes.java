package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Keys as bytes whose unsigned order is the order of the values. No value's bytes are a prefix of another's, so the
 * bytes of several values can be concatenated.
 */
final class KeyBytes {

    private static final int ESCAPED = 0xFF;
    private static final int END = 0x01;
    private static final int NEGATIVE = 0x7F;
    private static final int ZERO = 0x80;
    private static final int POSITIVE = 0x81;

    /** Makes each exponent positive. */
    private static final int BIAS = 1000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    KeyBytes add(byte[] encoded) {
        bytes.writeBytes(encoded);
        return this;
    }

    KeyBytes add(JsonNode value) {
        if (AttributeValues.type(value).equals("N")) {
            number(AttributeValues.number(value));
        } else {
            prefix(value);
            bytes.write(0);
            bytes.write(END);
        }
        return this;
    }

    /** The common first bytes of all texts that begin with this one. */
    KeyBytes prefix(JsonNode value) {
        for (byte each : AttributeValues.bytes(value)) {
            bytes.write(each);
            if (each == 0) {
                bytes.write(ESCAPED);
            }
        }
        return this;
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }

    /** @return the first key after all that begin with this one */
    static byte[] behind(byte[] key) {
        int last = key.length - 1;
        while (last >= 0 && key[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("no key is after all keys");
        }
        byte[] next = Arrays.copyOf(key, last + 1);
        next[last]++;
        return next;
    }

    /** Sign, exponent, digits, end. For a negative number, the bits are inverted. */
    private void number(BigDecimal number) {
        if (number.signum() == 0) {
            bytes.write(ZERO);
            return;
        }
        BigDecimal plain = number.abs().stripTrailingZeros();
        int turned = number.signum() < 0 ? 0xFF : 0;
        int exponent = plain.precision() - plain.scale() + BIAS;
        bytes.write(turned == 0 ? POSITIVE : NEGATIVE);
        bytes.write(exponent >> 8 ^ turned);
        bytes.write(exponent ^ turned);
        for (char digit : plain.unscaledValue().toString().toCharArray()) {
            bytes.write(digit - '0' + 1 ^ turned);
        }
        bytes.write(turned);
    }
}
