package mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decodes encoded words (RFC 2047). Senders fold lines inside a character and inside base64. So consecutive words with
 * the same charset are joined as base64 first, then as bytes, before they are decoded.
 */
final class EncodedWords {

    private static final Pattern LINE_CONTROLS = Pattern.compile("[\\r\\n\\t\\x0B\\f\\u0085\\u2028\\u2029]+");
    private static final Pattern CONTROLS =
            Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final int LONGEST_CHARSET = 80;

    private final String header;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private final StringBuilder base64 = new StringBuilder();
    private final List<Integer> seams = new ArrayList<>();
    private String charset;

    private EncodedWords(String header) {
        this.header = header;
    }

    /** @return the header's text on one line, without control characters */
    static String decode(String header) {
        return clean(header.contains("=?") ? new EncodedWords(header).decode() : header);
    }

    /** @return the text on one line, without control characters and without those that change the text direction */
    static String clean(String text) {
        if (isPlain(text)) {
            return text.strip();
        }
        return CONTROLS.matcher(LINE_CONTROLS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F && c < 0x3000) {
                return false;
            }
        }
        return true;
    }

    /** @return end of the encoded word that begins here, -1 if none does */
    static int end(String header, int start) {
        int text = header.startsWith("=?", start) ? text(header, start + 2) : -1;
        if (text < 0) {
            return -1;
        }
        int at = text;
        int blank = -1;
        while (at < header.length() && !isWord(header, at)) {
            if (header.startsWith("?=", at)) {
                return at + 2;
            }
            blank = blank < 0 && Character.isWhitespace(header.charAt(at)) ? at : blank;
            at++;
        }
        int end = blank < 0 && at == header.length() ? at : blank;
        return end <= text ? -1 : end; // its end is missing: it was folded or cut off there
    }

    private static boolean isWord(String header, int at) {
        return header.startsWith("=?", at) && text(header, at + 2) > 0;
    }

    /** @return where the encoded text begins after charset and encoding, -1 if this is not an encoded word */
    private static int text(String header, int charset) {
        int at = charset;
        while (at < header.length()
                && at < charset + LONGEST_CHARSET
                && header.charAt(at) > ' '
                && header.charAt(at) != '?') {
            at++;
        }
        boolean isWord = at > charset
                && at + 2 < header.length()
                && header.charAt(at) == '?'
                && "bBqQ".indexOf(header.charAt(at + 1)) >= 0
                && header.charAt(at + 2) == '?';
        return isWord ? at + 3 : -1;
    }

    private String decode() {
        int done = 0;
        int start = header.indexOf("=?");
        while (start >= 0) {
            int end = end(header, start);
            if (end < 0) {
                start = header.indexOf("=?", start + 2);
                continue;
            }
            String between = header.substring(done, start);
            if (!between.isBlank() || done == 0) {
                flush();
                text.append(between);
            }
            word(start, end);
            done = end;
            start = header.indexOf("=?", end);
        }
        flush();
        return text.append(header, done, header.length()).toString();
    }

    private void word(int start, int end) {
        int question = header.indexOf('?', start + 2);
        String label = header.substring(start + 2, question).split("\\*", 2)[0];
        int begin = question + 3;
        boolean hasEnd = end - 2 >= begin && header.startsWith("?=", end - 2); // "?B?=" begins a text with =
        String content = header.substring(begin, hasEnd ? end - 2 : end);
        if (!label.equalsIgnoreCase(charset) || startsAnew(label)) {
            flush();
            charset = label;
        }
        if (base64.length() == 0) {
            seams.add(run.size());
        }
        if (Character.toLowerCase(header.charAt(question + 1)) == 'b') {
            for (int i = 0; i < content.length(); i++) {
                if (!Character.isWhitespace(content.charAt(i))) {
                    base64.append(content.charAt(i));
                }
            }
            if (base64.length() % 4 == 0 || content.stripTrailing().endsWith("=")) {
                flushBase64();
            }
        } else {
            flushBase64();
            quoted(content);
        }
    }

    /**
     * Whether each word starts anew: in these charsets, a word that ends inside a character does not continue in the
     * next.
     */
    private static boolean startsAnew(String label) {
        return Charsets.of(label)
                .filter(charset -> Set.of("UTF-7", "HZ-GB-2312").contains(charset.name()))
                .isPresent();
    }

    private void flush() {
        flushBase64();
        if (run.size() > 0) {
            text.append(CharsetDetection.of(JisSeams.closed(run.toByteArray(), seams), charset)
                    .text());
            run.reset();
        }
        seams.clear();
        charset = null;
    }

    private void flushBase64() {
        if (base64.length() > 0) {
            run.writeBytes(Base64Decoder.decode(base64.toString().getBytes(StandardCharsets.ISO_8859_1)));
            base64.setLength(0);
        }
    }

    private void quoted(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '=' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                bytes[size++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[size++] = bytes[i] == '_' ? (byte) ' ' : bytes[i];
            }
        }
        run.write(bytes, 0, size);
    }
}
