package mail;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

/**
 * The charset that a label in a mail means. Japanese mail software writes the standard labels and means the Windows
 * variants: the JDK's own ISO-2022-JP and Shift_JIS lose ① and ㈱.
 */
final class Charsets {

    private static final Map<String, String> MEANT = Map.of(
            "iso-2022-jp", "x-windows-iso2022jp",
            "shift_jis", "windows-31j",
            "shift-jis", "windows-31j",
            "sjis", "windows-31j",
            "x-sjis", "windows-31j",
            "cp932", "windows-31j",
            "euc-jp", "x-eucJP-Open",
            "x-euc-jp", "x-eucJP-Open",
            "us-ascii", "UTF-8");

    private Charsets() {}

    /** @return the charset; UTF-8 for no label and for one that nobody knows. */
    static Charset of(String label) {
        if (label == null) {
            return StandardCharsets.UTF_8;
        }
        String name = label.strip().toLowerCase(Locale.ROOT);
        try {
            return Charset.forName(MEANT.getOrDefault(name, MimeUtility.javaCharset(name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
