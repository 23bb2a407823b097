package mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of a mail or a part (RFC 5322, section 2.2), unfolded; a char is a byte until text is requested. */
final class Headers {

    private static final Set<String> UNENCODED = Set.of("", "7bit", "8bit", "binary", "none");

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s{0,9}=\\s{0,9}\"?([\\w.:-]{2,40})", Pattern.CASE_INSENSITIVE);

    private static final Pattern WORD = Pattern.compile("=\\?([\\w.:-]{2,40})(?:\\*[\\w-]{0,20})?\\?[bBqQ]\\?");

    private record Field(String name, StringBuilder bytes) {}

    private final List<Field> fields = new ArrayList<>();
    private MailCharset mail = MailCharset.NONE;

    /**
     * @param line a line with one byte per char, without its line end
     * @return false if this is neither a header nor a continuation
     */
    boolean add(String line) {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            if (fields.isEmpty()) {
                return false;
            }
            fields.get(fields.size() - 1).bytes().append(line);
            return true;
        }
        int colon = line.indexOf(':');
        String name = colon < 1 ? "" : line.substring(0, colon).stripTrailing();
        if (!isName(name)) {
            return false;
        }
        fields.add(new Field(name.toLowerCase(Locale.ROOT), new StringBuilder(line.substring(colon + 1))));
        return true;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 127) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    int size() {
        return fields.size();
    }

    /**
     * @return the first non-empty header of this name, as text with encoded words not decoded; null if there is none
     */
    String first(String name) {
        for (Field field : fields) {
            String value = field.name().equals(name) ? text(field.bytes()) : "";
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    /**
     * All headers of this name as one list, because some senders write a header for each address; null if there is
     * none.
     */
    String joined(String name) {
        StringJoiner values = new StringJoiner(", ");
        for (Field field : fields) {
            if (field.name().equals(name)) {
                values.add(text(field.bytes()));
            }
        }
        return values.length() == 0 ? null : values.toString();
    }

    /** @return the headers above the second one of this name: all if there is none */
    Headers beforeSecond(String name) {
        Headers top = new Headers();
        int seen = 0;
        for (Field field : fields) {
            seen += field.name().equals(name) ? 1 : 0;
            if (seen == 2) {
                break;
            }
            top.fields.add(field);
        }
        return top;
    }

    /** @return the decoded header on one line; null if there is none */
    String decoded(String name) {
        String value = first(name);
        return value == null ? null : EncodedWords.decode(value);
    }

    MediaType contentType(MediaType usual, UnpackLimits limits) throws LimitExceeded {
        String value = first("content-type");
        return value == null ? usual : MediaType.parse(value, limits);
    }

    String transferEncoding() {
        String value = first("content-transfer-encoding");
        if (value == null) {
            return "";
        }
        int end = 0;
        while (end < value.length() && value.charAt(end) != ';' && value.charAt(end) != '(') {
            end++;
        }
        return value.substring(0, end).strip().toLowerCase(Locale.ROOT);
    }

    boolean isUnencoded() {
        return UNENCODED.contains(transferEncoding());
    }

    /** From here on, headers that name no charset are decoded in the one that their mail names. */
    void belongTo(MailCharset mail) {
        this.mail = mail;
    }

    /** @return the most likely charset of raw bytes, null if none is named */
    String hint() {
        String own = named("content-type", CHARSET);
        return own == null ? mail.label() : own;
    }

    /** @return the first known and meaningful charset in these headers, null if there is none */
    String charset() {
        String named = named("content-type", CHARSET);
        return named == null ? named(null, WORD) : named;
    }

    private String named(String header, Pattern pattern) {
        for (Field field : fields) {
            Matcher charset = header == null || field.name().equals(header) ? pattern.matcher(field.bytes()) : null;
            if (charset != null
                    && charset.find()
                    && Charsets.of(charset.group(1)).isPresent()) {
                return charset.group(1);
            }
        }
        return null;
    }

    /** @return whether the first header of this name has bytes outside ASCII */
    boolean isRaw(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).anyMatch(field -> isRaw(field.bytes()));
    }

    private static boolean isRaw(CharSequence bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80 || bytes.charAt(i) == 0x1B) {
                return true;
            }
        }
        return false;
    }

    /** @return the header's raw bytes, one char each; null if there is none */
    String raw(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(field -> field.bytes().toString())
                .findFirst()
                .orElse(null);
    }

    private String text(StringBuilder bytes) {
        if (!isRaw(bytes)) {
            return bytes.toString().strip();
        }
        byte[] raw = JisQuotes.unescaped(bytes.toString()).getBytes(StandardCharsets.ISO_8859_1);
        return CharsetDetection.ofUnlabelled(raw, this::hint).text().strip();
    }
}
