package desk;

import java.util.HexFormat;
import java.util.regex.Pattern;
import mail.mime.Sha256;

/**
 * The reason of a status, equal for deliveries with the same cause: a note without its numbers and ids. Links contain
 * its id, because a program's output may contain an address.
 */
public record StatusReason(String text) {

    private static final int LONGEST = 300;
    private static final int ID_BYTES = 6;

    /**
     * What a reason does not contain: ARNs, URLs, addresses, quoted text of letters and digits, ids, and numbers of
     * more than three digits. Exit codes stay.
     */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\b(?:arn|https?|queue):\\S+|[^\\s<>\"']+@[^\\s<>\"']+|\\b(?=[\\w-]*\\d)[\\w-]{12,}\\b|\\d{4,}");

    /** @param note the last note of a timeline */
    public static StatusReason of(String note) {
        String beginning = note.substring(0, Math.min(LONGEST, note.length()));
        String text = VARIABLE.matcher(beginning.strip()).replaceAll("…");
        return new StatusReason(text.isEmpty() ? "–" : text);
    }

    /** @return 12 hexadecimal digits */
    public String id() {
        return HexFormat.of().formatHex(Sha256.of(text), 0, ID_BYTES);
    }
}
