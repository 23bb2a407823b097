package mail.mime;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The charset that a label in a mail means. Japanese mail software writes the standard labels and means the Windows
 * variants: the JDK's own ISO-2022-JP and Shift_JIS lose ① and ㈱. Western software does the same with ISO-8859-1.
 */
final class Charsets {

    static final Charset JIS = Charset.forName("x-windows-iso2022jp");
    static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    static final Charset EUC_JP = Charset.forName("x-eucJP-Open");
    static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Map<String, Charset> MEANT = Map.ofEntries(
            Map.entry("iso-2022-jp", JIS),
            Map.entry("iso-2022-jp-1", JIS),
            Map.entry("iso-2022-jp-2", JIS),
            Map.entry("iso-2022-jp-3", JIS),
            Map.entry("iso-2022-jp-ms", JIS),
            Map.entry("csiso2022jp", JIS),
            Map.entry("jis", JIS),
            Map.entry("shift_jis", SHIFT_JIS),
            Map.entry("shift-jis", SHIFT_JIS),
            Map.entry("shiftjis", SHIFT_JIS),
            Map.entry("sjis", SHIFT_JIS),
            Map.entry("x-sjis", SHIFT_JIS),
            Map.entry("ms_kanji", SHIFT_JIS),
            Map.entry("csshiftjis", SHIFT_JIS),
            Map.entry("cp932", SHIFT_JIS),
            Map.entry("ms932", SHIFT_JIS),
            Map.entry("windows-932", SHIFT_JIS),
            Map.entry("euc-jp", EUC_JP),
            Map.entry("eucjp", EUC_JP),
            Map.entry("x-euc-jp", EUC_JP),
            Map.entry("ujis", EUC_JP),
            Map.entry("iso-8859-1", WESTERN),
            Map.entry("latin1", WESTERN),
            Map.entry("ks_c_5601-1987", Charset.forName("x-windows-949")),
            Map.entry("euc-kr", Charset.forName("x-windows-949")),
            Map.entry("gb2312", Charset.forName("GB18030")),
            Map.entry("gbk", Charset.forName("GB18030")));

    private static final Map<String, Optional<Charset>> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 500;

    private Charsets() {}

    /** @return empty for no label, for one that nobody knows, and for US-ASCII, which is written where nothing is known */
    static Optional<Charset> of(String label) {
        if (label == null) {
            return Optional.empty();
        }
        String name = label.strip().toLowerCase(Locale.ROOT);
        Optional<Charset> known = KNOWN.get(name);
        if (known == null) {
            known = lookUp(name);
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    private static Optional<Charset> lookUp(String name) {
        if (name.equals("us-ascii") || name.equals("ascii")) {
            return Optional.empty();
        }
        Charset meant = MEANT.get(name);
        if (meant != null) {
            return Optional.of(meant);
        }
        try {
            return Optional.of(Charset.forName(MimeUtility.javaCharset(name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
