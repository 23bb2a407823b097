package mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the parameters of a header: RFC 2045, RFC 2231 in pieces or whole, and RFC 2047 although it is not allowed
 * there.
 */
final class Parameters {

    private record Piece(String value, boolean encoded) {}

    private final String text;
    private int at;

    private Parameters(String text) {
        this.text = text;
    }

    /** @return the parameters by lower-case name; the first, if a name appears twice */
    static Map<String, String> parse(String text, UnpackLimits limits) throws LimitExceeded {
        return new Parameters(text).parse(limits);
    }

    private Map<String, String> parse(UnpackLimits limits) throws LimitExceeded {
        Map<String, String> plain = new HashMap<>();
        Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();
        for (int count = 1; skipToName(); count++) {
            UnpackLimits.check("parameters", count, limits.parameters());
            String name = name();
            String value = value();
            int star = name.indexOf('*');
            if (star < 0) {
                plain.putIfAbsent(name, name.equals("boundary") ? value : EncodedWords.decode(value));
            } else {
                boolean encoded = name.endsWith("*");
                String number = name.substring(star + 1, name.length() - (encoded && star < name.length() - 1 ? 1 : 0));
                pieces.computeIfAbsent(name.substring(0, star), key -> new TreeMap<>())
                        .putIfAbsent(number(number), new Piece(value, encoded));
            }
        }
        pieces.forEach((name, inOrder) -> plain.put(name, joined(inOrder)));
        return plain;
    }

    private boolean skipToName() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(') {
                int end = text.indexOf(')', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (c == ';' || c == ',' || Character.isWhitespace(c) || c == '=' || c == '"') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private String name() {
        int start = at;
        while (at < text.length() && "=; \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private String value() {
        int equals = skipBlanks(at);
        if (equals >= text.length() || text.charAt(equals) != '=') {
            return "";
        }
        at = skipBlanks(equals + 1);
        return at < text.length() && text.charAt(at) == '"' ? quoted() : token();
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** A backslash escapes quotes and itself; before another character it belongs to a Windows path. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            int word = quotedWord();
            if (word > at) {
                value.append(text, at, word);
                at = word - 1;
                continue;
            }
            boolean escape =
                    text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            value.append(text.charAt(escape ? ++at : at));
        }
        at++;
        return value.toString();
    }

    /** @return end of the encoded word that begins here, if it contains a quote, which does not end the value; else -1 */
    private int quotedWord() {
        int end = EncodedWords.end(text, at);
        int quote = end < 0 ? -1 : text.indexOf('"', at);
        boolean inside = quote >= 0 && quote < end && text.startsWith("?=", end - 2);
        return inside && text.substring(at, end).chars().noneMatch(c -> c == ';' || Character.isWhitespace(c))
                ? end
                : -1;
    }

    /** Ends at the semicolon, or where another parameter begins without one: unquoted names may contain spaces. */
    private String token() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';') {
            int next = skipBlanks(at);
            if (next > at && isParameterAt(next)) {
                break;
            }
            at = Math.max(at + 1, next);
        }
        String token = text.substring(start, at);
        int comment = token.indexOf(" (");
        return (comment > 0 && token.endsWith(")") && !token.contains(".") ? token.substring(0, comment) : token)
                .strip();
    }

    private boolean isParameterAt(int from) {
        int i = from;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || "-*_".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > from && i < text.length() && text.charAt(i) == '=';
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }

    private static String joined(TreeMap<Integer, Piece> pieces) {
        Piece first = pieces.firstEntry().getValue();
        String charset = null;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Piece piece : pieces.values()) {
            String value = piece.value();
            if (piece == first && piece.encoded()) {
                int quote = value.indexOf('\'');
                int second = quote < 0 ? -1 : value.indexOf('\'', quote + 1);
                charset = second < 0 ? null : value.substring(0, quote);
                value = second < 0 ? value : value.substring(second + 1);
            }
            bytes.writeBytes(piece.encoded() ? unescaped(value) : value.getBytes(StandardCharsets.UTF_8));
        }
        String text = CharsetDetection.of(bytes.toByteArray(), charset).text();
        return charset == null ? EncodedWords.decode(text) : EncodedWords.clean(text);
    }

    private static byte[] unescaped(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            int high = i + 2 < value.length() && value.charAt(i) == '%' ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
