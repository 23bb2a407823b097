package addresses;

import java.util.ArrayList;
import java.util.List;

/**
 * Addresses as Postfix reads them in its tables: separated by commas or spaces, also as {@code Name <address>};
 * comments are ignored.
 */
final class AddressListParser {

    private static final String IN_NO_ADDRESS = ":;<>()|";

    private final List<String> addresses = new ArrayList<>();
    private final List<String> sinceComma = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    private AddressListParser() {}

    /** @throws IllegalArgumentException if an entry is not a valid address */
    static List<String> of(String text) {
        AddressListParser list = new AddressListParser();
        list.read(text);
        list.addresses.forEach(AddressListParser::check);
        return list.addresses;
    }

    private void read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                i = endOfComment(text, i);
            } else if (c == '"') {
                int end = Quotes.end(text, i);
                word.append(text, i, end + 1);
                i = end;
            } else if (c == '<') {
                sinceComma.clear(); // the text before it is a name
                word.setLength(0);
            } else if (c == ',') {
                endWord();
                endItem();
            } else if (c == '>' || TableLine.isBlank(c)) {
                endWord();
            } else {
                word.append(c);
            }
        }
        endWord();
        endItem();
    }

    private void endWord() {
        if (!word.isEmpty()) {
            sinceComma.add(word.toString());
            word.setLength(0);
        }
    }

    private void endItem() {
        addresses.addAll(sinceComma);
        sinceComma.clear();
    }

    private static int endOfComment(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket is not closed");
    }

    private static void check(String address) {
        boolean wrong = address.indexOf('[') < 0
                && IN_NO_ADDRESS.chars().anyMatch(sign -> Quotes.indexOutside(address, (char) sign) >= 0);
        if (wrong) {
            throw new IllegalArgumentException("a target is not an address");
        }
    }
}
