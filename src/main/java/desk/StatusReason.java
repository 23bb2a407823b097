package desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Why deliveries have their status, the same for all that have it for the same cause: a note with its numbers and ids left
 * out. Its id stands in links, since a program's output may have an address in it.
 */
public record StatusReason(String text) {

    private static final int LONGEST = 300;
    private static final int ID_BYTES = 6;

    /** ARNs and URLs, addresses, quoted text of letters and digits, ids, numbers of more than three digits: exit codes stay. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\b(?:arn|https?|queue):\\S+|[^\\s<>\"']+@[^\\s<>\"']+|\\b(?=[\\w-]*\\d)[\\w-]{12,}\\b|\\d{4,}");

    /** @param note the last of a timeline */
    public static StatusReason of(String note) {
        String beginning = note.substring(0, Math.min(LONGEST, note.length()));
        String text = VARIABLE.matcher(beginning.strip()).replaceAll("…");
        return new StatusReason(text.isEmpty() ? "–" : text);
    }

    /** @return 12 hexadecimal digits */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
