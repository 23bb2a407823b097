package addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Double quotes in addresses (RFC 5322, 3.2.4): a backslash escapes the next character. */
public final class Quotes {

    private Quotes() {}

    /** @return position of the first {@code wanted} outside quotes; -1 if there is none */
    static int indexOutside(String text, char wanted) {
        return indexOutside(text, c -> c == wanted);
    }

    /** @return position of the first such character outside quotes; -1 if there is none */
    static int indexOutside(String text, IntPredicate wanted) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (wanted.test(c) && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** @return the texts between separators that are outside quotes */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        for (int at = indexOutside(rest, separator); at >= 0; at = indexOutside(rest, separator)) {
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        parts.add(rest);
        return parts;
    }

    /**
     * @param start position of the opening quote
     * @return position of the closing quote
     * @throws IllegalArgumentException if there is no closing quote
     */
    static int end(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        throw new IllegalArgumentException("a quote is not closed");
    }

    /**
     * @return the address, or local part, without quotes around its local part: Postfix looks up {@code "a b"@shop} as
     * {@code a b@shop}
     */
    public static String plain(String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        try {
            return remove(local) + address.substring(local.length());
        } catch (IllegalArgumentException e) {
            return address; // quotes in text from outside may be malformed
        }
    }

    /**
     * @return the text without surrounding quotes and without the backslashes in them; unchanged if the text does not
     *     begin with a quote
     * @throws IllegalArgumentException if the quote is not closed, or closed before the end
     */
    static String remove(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        int end = end(text, 0);
        if (end < text.length() - 1) {
            throw new IllegalArgumentException("text follows the closing quote");
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < end; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }
}
