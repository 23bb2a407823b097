package work;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Body and reason of a dead letter, changed so that SQS accepts them.
 *
 * @param reason never empty, in characters that SQS allows
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
public record DeadLetterText(String body, String reason) {

    /** SQS' limit for body and attributes together, including the attributes' names and types. */
    static final int LARGEST = 1_048_576;

    /** Size of name and type, {@code reason} and {@code String}; the rest is reserve. */
    private static final int OF_ATTRIBUTE = 64;

    /** A longer reason is shortened in favour of the body. */
    private static final int LONGEST_REASON = 4096;

    private static final String CUT = "; the message is too large for a dead letter, its end is cut off";

    public static DeadLetterText of(String body, String reason) {
        String why = cut(legal(reason), LONGEST_REASON);
        int room = LARGEST - OF_ATTRIBUTE - bytes(why);
        if (bytes(body) <= room) {
            return new DeadLetterText(body, why);
        }
        return new DeadLetterText(cut(body, room - bytes(CUT)), why + CUT);
    }

    private static String legal(String text) {
        String legal = text.codePoints()
                .map(point -> isLegal(point) ? point : '?')
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return legal.isEmpty() ? "no reason given" : legal;
    }

    /** SQS allows {@code #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF}. */
    private static boolean isLegal(int point) {
        return point == '\t' || point == '\n' || point == '\r' || !Character.isISOControl(point) && isOfXml(point);
    }

    private static boolean isOfXml(int point) {
        return point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }

    /** The cut is never inside a character. */
    private static String cut(String text, int bytes) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes, all.length);
        while (end < all.length && (all[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(all, 0, end, StandardCharsets.UTF_8);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
