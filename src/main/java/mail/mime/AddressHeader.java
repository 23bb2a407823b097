package mail.mime;

import java.util.ArrayList;
import java.util.List;

/** Reads a header with addresses (RFC 5322, section 3.4) in one pass; text that is not an address is kept unchanged. */
final class AddressHeader {

    private final String header;
    private final int most;
    private final List<Manifest.Person> people = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angle;
    private int at;

    private AddressHeader(String header, int most) {
        this.header = header;
        this.most = most;
    }

    /** @return the addresses in the header's order; empty for null and for an empty group */
    static List<Manifest.Person> parse(String header, UnpackLimits limits) throws LimitExceeded {
        return header == null ? List.of() : new AddressHeader(header, limits.addresses()).parse();
    }

    private List<Manifest.Person> parse() throws LimitExceeded {
        while (at < header.length()) {
            char c = header.charAt(at);
            int word = c == '=' ? EncodedWords.end(header, at) : -1;
            if (word > 0) {
                phrase.append(header, at, word);
                at = word;
            } else if (c == '"') {
                quoted();
            } else if (c == '(') {
                comment();
            } else if (c == '<') {
                angle();
            } else if (c == ',' || c == ';') {
                at++;
                end(c);
            } else if (c == ':' && angle == null && phrase.indexOf("@") < 0) {
                at++;
                phrase.setLength(0); // the name of a group
            } else {
                phrase.append(c);
                at++;
            }
        }
        end(';');
        return people;
    }

    private void quoted() {
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            if (header.charAt(at) == '\\' && at + 1 < header.length()) {
                at++;
            }
            phrase.append(header.charAt(at));
        }
        at++;
    }

    private void comment() {
        int depth = 0;
        comment.append(comment.length() == 0 ? "" : " ");
        for (; at < header.length(); at++) {
            char c = header.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                at++;
                return;
            }
            if (!(c == '(' && depth == 1)) {
                comment.append(c);
            }
        }
    }

    private void angle() {
        int end = header.indexOf('>', at);
        int next = end < 0 ? header.length() : end;
        String inside = header.substring(at + 1, next);
        at = end < 0 ? next : end + 1;
        if (angle == null) {
            angle = inside.substring(inside.startsWith("@") ? inside.indexOf(':') + 1 : 0); // without a source route
        }
    }

    private void end(char separator) throws LimitExceeded {
        String text = phrase.toString().strip();
        if (angle != null) {
            add(text.isEmpty() ? comment.toString() : text, angle);
        } else if (separator == ',' && text.indexOf('@') < 0 && isNameOfTheNext()) {
            phrase.append(","); // Doe, John <john@example.com>
            return;
        } else if (!text.isEmpty()) {
            add(comment.toString(), text);
        }
        phrase.setLength(0);
        comment.setLength(0);
        angle = null;
    }

    private boolean isNameOfTheNext() {
        int comma = header.indexOf(',', at);
        String next = header.substring(at, comma < 0 ? header.length() : comma);
        int angle = next.indexOf('<');
        return phrase.length() > 0 && angle >= 0 && angle < next.indexOf('@');
    }

    private void add(String name, String address) throws LimitExceeded {
        UnpackLimits.check("addresses", people.size() + 1, most);
        String decoded = EncodedWords.decode(name);
        people.add(new Manifest.Person(decoded.isEmpty() ? null : decoded, EncodedWords.decode(address)));
    }
}
