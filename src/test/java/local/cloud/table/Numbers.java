package local.cloud.table;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * DynamoDB's numbers: 38 significant digits, magnitudes from 1E-130 to 9.99…E+125.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">data types</a>
 */
final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final int DIGITS = 38;
    private static final int LARGEST = 125;
    private static final int SMALLEST = -130;

    private Numbers() {}

    static BigDecimal read(String text) {
        if (text.isEmpty()) {
            throw TableFault.invalid("The parameter cannot be converted to a numeric value");
        }
        if (!NUMBER.matcher(text).matches()) {
            throw TableFault.invalid("The parameter cannot be converted to a numeric value: %s", text);
        }
        return checked(new BigDecimal(text));
    }

    static BigDecimal checked(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        int magnitude = plain.precision() - plain.scale() - 1;
        if (plain.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (magnitude > LARGEST) {
            throw TableFault.invalid(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (magnitude < SMALLEST) {
            throw TableFault.invalid(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (plain.precision() > DIGITS) {
            throw TableFault.invalid("Attempting to store more than 38 significant digits in a Number");
        }
        return plain;
    }

    /** The normal form of a number, so that equal numbers are equal texts. */
    static String text(BigDecimal number) {
        return checked(number).toPlainString();
    }
}
