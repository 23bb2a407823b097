package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mail.charset.ByteSearch;
import mail.charset.CharsetLabels;
import mail.charset.Jis;
import mail.charset.Utf8;

/**
 * The charset that decodes bytes, and why: the labelled one if the bytes agree with it, otherwise the one that the
 * bytes show. A few invalid bytes do not change the result.
 *
 * @param by how the charset was found: {@code label}, {@code detected}, or {@code default} if nothing is known
 * @param other the charset of lines that do not match, null if unknown
 * @param mixed whether some lines are UTF-8 although the text is not
 */
record CharsetDetection(byte[] bytes, Charset charset, String by, Charset other, boolean mixed) {

    private static final String LABEL = "label";
    private static final String DETECTED = "detected";
    private static final String DEFAULT = "default";

    private static final char NOT_ASCII = '\uFFFD';
    private static final char ESCAPE = 0x1B;

    /** The beginning of ISO 2022's escapes to a set other than ASCII. */
    private static final Set<String> ESCAPES =
            Set.of("\u001B$B", "\u001B$@", "\u001B$A", "\u001B$(", "\u001B$)", "\u001B(J", "\u001B(I");

    /** The score below which a guess overrides neither a Japanese label nor the label of invalid bytes. */
    private static final double SURELY_JAPANESE = 1.2;

    /** @param bytes a whole text, or the beginning of a long one: an incomplete last character is no error */
    static CharsetDetection of(byte[] bytes, String label) {
        Charset labelled = Charsets.of(label).orElse(null);
        boolean ascii = ByteSearch.isAscii(bytes);
        if (labelled != null && !Charsets.hasAscii(labelled)) {
            Charset wide = Utf16.of(bytes, labelled);
            if (wide != null) {
                return new CharsetDetection(bytes, wide, wide.equals(labelled) ? LABEL : DETECTED, null, false);
            }
        }
        String escape = escape(bytes);
        if (escape != null) {
            return ofEscapes(bytes, labelled, escape);
        }
        if (!ascii) {
            return ofHighBytes(bytes, labelled);
        }
        if (labelled != null && !Charsets.hasAscii(labelled)) {
            return new CharsetDetection(bytes, StandardCharsets.UTF_8, DETECTED, null, false);
        }
        return labelled == null
                ? new CharsetDetection(bytes, StandardCharsets.UTF_8, DEFAULT, Charsets.WESTERN, false)
                : new CharsetDetection(bytes, labelled, LABEL, null, false);
    }

    /**
     * Detects the charset of bytes that carry no label.
     *
     * @param hint a function that returns the charset that the mail names, null if none; this charset is used if it
     *     matches
     */
    static CharsetDetection ofUnlabelled(byte[] bytes, Supplier<String> hint) {
        CharsetDetection seen = of(bytes, null);
        boolean ascii = seen.by.equals(DEFAULT) && seen.charset.equals(StandardCharsets.UTF_8);
        String label = ascii ? null : hint.get();
        Charset hinted = Charsets.of(label).orElse(null);
        if (hinted == null) {
            return seen;
        }
        Utf8 utf8 = Utf8.of(bytes, 0, bytes.length);
        if (utf8.isWhole() && (utf8.longer() > 0 || isSingleByte(hinted))) {
            return seen;
        }
        CharsetDetection reading = of(bytes, label);
        if (!reading.by.equals(LABEL)) {
            return reading;
        }
        boolean fits = Charsets.is2022(hinted)
                ? Charsets.is2022(seen.charset) || reading.text().indexOf(NOT_ASCII) < 0
                : decodes(bytes, hinted) || unread(bytes, hinted) >= 0;
        boolean nothing = Charsets.isUnicode(hinted) && utf8.characters() == 0;
        return fits && !nothing ? reading.detected() : seen;
    }

    private CharsetDetection detected() {
        return new CharsetDetection(bytes, charset, DETECTED, other, mixed);
    }

    /**
     * Writes the text in UTF-8.
     *
     * @param warnings receives what did not match
     */
    void writeTo(OutputStream out, List<String> warnings, Buffers buffers) throws IOException {
        if (charset.equals(Charsets.JIS)) {
            byte[] utf8 = buffers.utf8(Jis.room(bytes));
            int size = Jis.convert(bytes, utf8);
            if (size >= 0) {
                out.write(utf8, 0, size);
                return;
            }
        }
        out.write(text(warnings).getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return text(new ArrayList<>());
    }

    private String text(List<String> warnings) {
        String text = decoder(warnings).whole(bytes);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    LineDecoder decoder(List<String> warnings) {
        return new LineDecoder(charset, other, mixed, warnings);
    }

    private static CharsetDetection ofEscapes(byte[] bytes, Charset labelled, String escape) {
        boolean asLabelled = labelled != null && Charsets.is2022(labelled);
        Optional<Charset> others = escape.startsWith("\u001B$)")
                ? CharsetLabels.charset(escape.endsWith("C") ? "iso-2022-kr" : "iso-2022-cn")
                : Optional.empty();
        Charset charset = asLabelled ? labelled : others.orElse(Charsets.JIS);
        return new CharsetDetection(bytes, charset, asLabelled ? LABEL : DETECTED, asLabelled ? null : labelled, false);
    }

    private static CharsetDetection ofHighBytes(byte[] bytes, Charset labelled) {
        Utf8 utf8 = Utf8.of(bytes, 0, bytes.length);
        boolean fits = labelled != null && Charsets.hasAscii(labelled) && decodes(bytes, labelled);
        if (fits && (!utf8.isBeyondChance() || Charsets.isUnicode(labelled))) {
            return ofLabelThatFits(bytes, labelled, utf8);
        }
        boolean byteOrderMark = bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB;
        if (utf8.readsNearlyAll() || byteOrderMark) {
            String by = StandardCharsets.UTF_8.equals(labelled) ? LABEL : DETECTED;
            return new CharsetDetection(bytes, StandardCharsets.UTF_8, by, labelled, false);
        }
        if (Utf16.hasByteOrderMark(bytes)) {
            return new CharsetDetection(bytes, StandardCharsets.UTF_16, DETECTED, null, false);
        }
        JapaneseGuess guess = JapaneseGuess.of(bytes, labelled != null && Charsets.isJapanese(labelled));
        int unread = labelled == null || !Charsets.hasAscii(labelled) ? -1 : unread(bytes, labelled);
        if (unread >= 0 && (guess == null || unread <= guess.stray())) {
            return new CharsetDetection(bytes, labelled, LABEL, null, utf8.isMixed());
        }
        if (guess != null) {
            return new CharsetDetection(bytes, guess.charset(), DETECTED, labelled, utf8.isMixed());
        }
        return labelled == null
                ? new CharsetDetection(bytes, Charsets.WESTERN, DEFAULT, null, utf8.isMixed())
                : new CharsetDetection(bytes, labelled, LABEL, null, utf8.isMixed());
    }

    /** Any bytes are valid in a single-byte charset, so Japanese with a western label is detected anyway. */
    private static CharsetDetection ofLabelThatFits(byte[] bytes, Charset labelled, Utf8 utf8) {
        boolean japanese = labelled.equals(Charsets.SHIFT_JIS) || labelled.equals(Charsets.EUC_JP);
        JapaneseGuess guess = japanese || labelled.equals(Charsets.WESTERN) ? JapaneseGuess.of(bytes, japanese) : null;
        boolean meant = guess == null
                || guess.charset().equals(labelled)
                || (japanese || guess.stray() > 0) && guess.score() < SURELY_JAPANESE;
        boolean mixed = !Charsets.isUnicode(labelled) && utf8.isMixed();
        return meant
                ? new CharsetDetection(bytes, labelled, LABEL, null, mixed)
                : new CharsetDetection(bytes, guess.charset(), DETECTED, labelled, mixed);
    }

    /** @return the first escape of ISO 2022 that selects another set, null if there is none */
    private static String escape(byte[] bytes) {
        int end = bytes.length;
        for (int i = next(bytes, 0); i < end; i = next(bytes, i + 1)) {
            String text = new String(bytes, i, Math.min(4, end - i), StandardCharsets.US_ASCII);
            if (ESCAPES.contains(text.substring(0, Math.min(3, text.length())))) {
                return text;
            }
        }
        return null;
    }

    private static int next(byte[] bytes, int from) {
        return ByteSearch.indexOf(bytes, from, bytes.length, ESCAPE);
    }

    private static boolean isSingleByte(Charset charset) {
        return new String(new byte[] {(byte) 0xE4, (byte) 0xE5}, charset).length() == 2;
    }

    /** @return number of invalid characters, -1 if they are too many */
    private static int unread(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        int unread = 0;
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all += text.charAt(i) >= 0x80 ? 1 : 0;
            unread += text.charAt(i) == NOT_ASCII ? 1 : 0;
        }
        return unread * 8 <= all || unread == 1 && all > 1 ? unread : -1;
    }

    static boolean decodes(byte[] bytes, Charset charset) {
        for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length - cut)));
                return true;
            } catch (CharacterCodingException e) {
                // perhaps the last character is incomplete
            }
        }
        return false;
    }
}
