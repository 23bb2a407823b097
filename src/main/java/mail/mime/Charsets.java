package mail.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mail.charset.CharsetLabels;

/**
 * Maps a label in a mail to a charset. Japanese mail software writes the standard labels but means the Windows
 * variants: the JDK's own ISO-2022-JP and Shift_JIS lose ① and ㈱. Western software does the same with ISO-8859-1.
 */
final class Charsets {

    static final Charset JIS = Charset.forName("x-windows-iso2022jp");
    static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    static final Charset EUC_JP = CharsetLabels.charset("euc-jp").orElseThrow();
    static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Map<String, Optional<Charset>> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 500;

    /** Charsets in which ASCII bytes are not ASCII text: UTF-16 and EBCDIC. */
    private static final Set<Charset> WITHOUT_ASCII = ConcurrentHashMap.newKeySet();

    private Charsets() {}

    /**
     * @return the charset; empty for no label, for an unknown one, and for US-ASCII, which senders write if they do not
     *     know the charset
     */
    static Optional<Charset> of(String label) {
        if (label == null) {
            return Optional.empty();
        }
        Optional<Charset> known = KNOWN.get(label);
        if (known == null) {
            known = CharsetLabels.charset(label);
            known.filter(charset -> !"Text 1".equals(decoded("Text 1", charset)))
                    .ifPresent(WITHOUT_ASCII::add);
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(label, known);
            }
        }
        return known;
    }

    /** @return whether bytes below 0x80 are ASCII, apart from escapes */
    static boolean hasAscii(Charset charset) {
        return !WITHOUT_ASCII.contains(charset);
    }

    static boolean is2022(Charset charset) {
        return charset.name().contains("2022");
    }

    /** @return whether the charset is UTF-8, UTF-16 or another one that the form of the bytes identifies */
    static boolean isUnicode(Charset charset) {
        return charset.name().startsWith("UTF");
    }

    static boolean isJapanese(Charset charset) {
        return charset.equals(JIS) || charset.equals(SHIFT_JIS) || charset.equals(EUC_JP);
    }

    private static String decoded(String ascii, Charset charset) {
        return new String(ascii.getBytes(StandardCharsets.US_ASCII), charset);
    }
}
