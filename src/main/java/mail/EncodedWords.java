package mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes RFC 2047 encoded words. Words in a row with the same charset are joined as bytes before they are decoded,
 * since Japanese senders fold lines inside a character.
 */
final class EncodedWords {

    private static final Pattern WORD = Pattern.compile("=\\?([^?*\\s]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern UNFIT_FOR_ONE_LINE = Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+");

    private EncodedWords() {}

    /** @return the header's text on one line, without control characters; null for null. */
    static String decode(String header) {
        if (header == null) {
            return null;
        }
        String unfolded = header.replaceAll("\\r?\\n[ \\t]", " ");
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        String runCharset = null;
        int end = 0;
        Matcher word = WORD.matcher(unfolded);
        while (word.find()) {
            String between = unfolded.substring(end, word.start());
            boolean continues = runCharset != null && between.isBlank() && runCharset.equalsIgnoreCase(word.group(1));
            if (!continues) {
                flush(run, runCharset, text);
                if (runCharset == null || !between.isBlank()) {
                    text.append(between);
                }
            }
            runCharset = word.group(1);
            run.writeBytes(word.group(2).equalsIgnoreCase("b") ? base64(word.group(3)) : quoted(word.group(3)));
            end = word.end();
        }
        flush(run, runCharset, text);
        text.append(unfolded, end, unfolded.length());
        return UNFIT_FOR_ONE_LINE.matcher(text).replaceAll(" ").strip();
    }

    private static void flush(ByteArrayOutputStream run, String charset, StringBuilder text) {
        if (run.size() > 0) {
            Charset read = Charsets.of(charset);
            text.append(run.toString(read));
            run.reset();
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8); // no base64 after all: shown as it stands
        }
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c == '_' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
