package courier;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The encoding of a mail's body that is one plain text. sendmail decodes such bodies for its prog mailer (flag 9), so
 * its programs may never have seen base64.
 */
enum TextEncoding {
    NONE("") {
        @Override
        InputStream decoded(InputStream body) {
            return body;
        }
    },
    BASE64("base64") {
        @Override
        InputStream decoded(InputStream body) {
            return new BufferedInputStream(new Base64Text(body));
        }
    },
    QUOTED_PRINTABLE("quoted-printable") {
        @Override
        InputStream decoded(InputStream body) {
            return new BufferedInputStream(new QuotedPrintableText(body));
        }
    };

    /** A header that {@link #headers} replaces. */
    static final String HEADER = "content-transfer-encoding";

    /** sendmail compares only the beginning of the value, and the character after the type itself. */
    private static final Pattern PLAIN = Pattern.compile("(?is)text/plain([ ;].*)?");

    private static final String TYPE = "content-type";

    private final String label;

    TextEncoding(String label) {
        this.label = label;
    }

    /** @param headers header lines without their line ends; of two equal names the first counts */
    static TextEncoding of(List<String> headers) {
        Map<String, String> first = new HashMap<>();
        String name = "";
        for (String line : headers) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            if (folded) {
                first.computeIfPresent(name, (key, value) -> value + "\n" + line);
            } else if (colon > 0) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                name = first.putIfAbsent(name, line.substring(colon + 1).replaceFirst("^ ", "")) == null ? name : "";
            }
        }
        String encoding = first.getOrDefault(HEADER, "");
        return PLAIN.matcher(first.getOrDefault(TYPE, "")).matches() ? named(encoding) : NONE;
    }

    private static TextEncoding named(String name) {
        if (name.equalsIgnoreCase(BASE64.label)) {
            return BASE64;
        }
        return name.equalsIgnoreCase(QUOTED_PRINTABLE.label) ? QUOTED_PRINTABLE : NONE;
    }

    /** @return headers that describe the decoded text, with LF */
    String headers() {
        return this == NONE
                ? ""
                : "Content-Transfer-Encoding: 8bit\nX-MIME-Autoconverted: from " + label + " to 8bit by hikyaku\n";
    }

    /** @return the text that sendmail adds after the decoded text, which may lack a line end */
    String end(boolean atLineStart) {
        return this == NONE ? "" : this == BASE64 && !atLineStart ? "\n\n" : "\n";
    }

    /** Bytes that are not base64 are skipped, and padding too: one encoded text may follow another. */
    abstract InputStream decoded(InputStream body);

    private abstract static class Decoded extends InputStream {

        final InputStream body;

        Decoded(InputStream body) {
            this.body = body;
        }
    }

    private static final class Base64Text extends Decoded {

        private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        private int bits;
        private int count;

        Base64Text(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            for (int c = body.read(); c >= 0; c = body.read()) {
                int digit = DIGITS.indexOf(c);
                if (c == '=') {
                    count = 0;
                } else if (digit >= 0) {
                    bits = bits << 6 | digit;
                    count += 6;
                    if (count >= 8) {
                        count -= 8;
                        return bits >> count & 0xFF;
                    }
                }
            }
            return -1;
        }
    }

    /** After a wrong {@code =}, the rest of its line is skipped, as in sendmail. */
    private static final class QuotedPrintableText extends Decoded {

        QuotedPrintableText(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int c = body.read();
            while (c == '=') {
                int first = body.read();
                int high = Character.digit(first, 16);
                int second = high < 0 ? first : body.read();
                int low = high < 0 ? -1 : Character.digit(second, 16);
                if (low >= 0) {
                    return high << 4 | low;
                }
                for (c = second; c >= 0 && c != '\n'; c = body.read()) {}
                c = c < 0 ? c : body.read();
            }
            return c;
        }
    }
}
