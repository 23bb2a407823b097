package mail.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Which charset bytes are read with, and why: the label as long as the bytes agree with it, else what they show
 * themselves to be.
 *
 * @param by {@code label}, {@code detected}, or {@code default} where nothing is known and nothing seen
 */
record Reading(byte[] bytes, Charset charset, String by) {

    private static final String LABEL = "label";
    private static final String DETECTED = "detected";
    private static final String DEFAULT = "default";

    private static final char NOT_ASCII = '\uFFFD';
    private static final char ESCAPE = 0x1B;
    private static final Set<String> JIS_ESCAPES = Set.of("\u001B$B", "\u001B$@", "\u001B(J", "\u001B(I");

    /** So many characters that are UTF-8 by chance are not to be expected. */
    private static final int NO_CHANCE = 3;

    /** @param bytes a whole text, or the beginning of a long one: a last character that is cut off is no error */
    static Reading of(byte[] bytes, String label) {
        Optional<Charset> labelled = Charsets.of(label);
        String text = new String(bytes, StandardCharsets.US_ASCII);
        boolean ascii = text.indexOf(NOT_ASCII) < 0;
        boolean jis = ascii && isJis(text);
        if (ascii && !jis) {
            Charset charset = labelled.orElse(StandardCharsets.UTF_8);
            return new Reading(bytes, charset, labelled.isPresent() ? LABEL : DEFAULT);
        }
        if (jis) {
            boolean asLabelled = labelled.isPresent() && labelled.get().name().contains("2022");
            return new Reading(bytes, asLabelled ? labelled.get() : Charsets.JIS, asLabelled ? LABEL : DETECTED);
        }
        int utf8 = utf8Characters(bytes);
        boolean fits = labelled.isPresent() && decodes(bytes, labelled.get());
        if (fits && (utf8 < NO_CHANCE || labelled.get().name().startsWith("UTF"))) {
            return ofSingleBytes(bytes, labelled.get());
        }
        Charset seen = utf8 > 0 || bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB
                ? StandardCharsets.UTF_8
                : seen(bytes, labelled.map(Reading::isJapanese).orElse(false));
        if (seen != null) {
            return new Reading(bytes, seen, DETECTED);
        }
        return new Reading(bytes, labelled.orElse(Charsets.WESTERN), labelled.isPresent() ? LABEL : DEFAULT);
    }

    /** Headers that name no charset show their own, or have the body's. */
    static Reading ofHeader(byte[] bytes, String hint) {
        Reading seen = of(bytes, null);
        return seen.by().equals(DEFAULT) && hint != null ? of(bytes, hint) : seen;
    }

    byte[] utf8() {
        return charset.equals(Charsets.JIS) ? Jis.toUtf8(bytes) : text().getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Any bytes fit a charset of single bytes: Japanese with a western label is recognised all the same. */
    private static Reading ofSingleBytes(byte[] bytes, Charset labelled) {
        Charset japanese = labelled.equals(Charsets.WESTERN) ? JapaneseGuess.of(bytes, false) : null;
        return japanese == null ? new Reading(bytes, labelled, LABEL) : new Reading(bytes, japanese, DETECTED);
    }

    private static Charset seen(byte[] bytes, boolean japanese) {
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE
                || bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16;
        }
        return JapaneseGuess.of(bytes, japanese);
    }

    private static boolean isJapanese(Charset charset) {
        return charset.equals(Charsets.JIS) || charset.equals(Charsets.SHIFT_JIS) || charset.equals(Charsets.EUC_JP);
    }

    /** @return whether there is an escape sequence that ISO-2022-JP begins Japanese with */
    private static boolean isJis(String text) {
        for (int i = text.indexOf(ESCAPE); i >= 0; i = text.indexOf(ESCAPE, i + 1)) {
            if (JIS_ESCAPES.contains(text.substring(i, Math.min(i + 3, text.length())))) {
                return true;
            }
        }
        return false;
    }

    /** @return how many characters outside ASCII there are if it is UTF-8, else 0 */
    private static int utf8Characters(byte[] bytes) {
        int characters = 0;
        for (int i = 0; i < bytes.length; i++) {
            int lead = bytes[i] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            int more = lead >= 0xC2 && lead < 0xE0
                    ? 1
                    : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : 0;
            if (more == 0) {
                return 0;
            }
            for (int k = 1; k <= more && i + k < bytes.length; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return 0;
                }
            }
            characters++;
            i += more;
        }
        return characters;
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length - cut)));
                return true;
            } catch (CharacterCodingException e) {
                // perhaps the last character is cut off
            }
        }
        return false;
    }
}
