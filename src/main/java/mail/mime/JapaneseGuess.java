package mail.mime;

import java.nio.charset.Charset;

/**
 * Tells Shift_JIS from EUC-JP, and both from what is no Japanese, by how common the characters are that the bytes would
 * be: kana and everyday kanji speak for a charset, rare kanji and lone half-width kana against it.
 */
final class JapaneseGuess {

    /** On average for each character, kanji of the first level alone reach it. */
    private static final double LIKELY = 0.6;

    private static final double POSSIBLE = -0.5;

    private JapaneseGuess() {}

    /**
     * @param expected whether Japanese is what the mail is said to be in: then rare characters will do
     * @return the charset, or null if neither makes sense
     */
    static Charset of(byte[] bytes, boolean expected) {
        double shiftJis = shiftJis(bytes);
        double eucJp = eucJp(bytes);
        if (Math.max(shiftJis, eucJp) < (expected ? POSSIBLE : LIKELY)) {
            return null;
        }
        return shiftJis > eucJp ? Charsets.SHIFT_JIS : Charsets.EUC_JP;
    }

    /** @return points for each character outside ASCII; minus one if the bytes are no Shift_JIS */
    private static double shiftJis(byte[] bytes) {
        double points = 0;
        int characters = 0;
        for (int i = 0; i < bytes.length; i++) {
            int lead = bytes[i] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            characters++;
            if (lead >= 0xA1 && lead <= 0xDF) {
                points -= 0.5; // half-width kana
                continue;
            }
            if (++i == bytes.length) {
                break; // cut off
            }
            int trail = bytes[i] & 0xFF;
            if (lead == 0x80 || lead == 0xA0 || lead > 0xFC || trail < 0x40 || trail == 0x7F || trail > 0xFC) {
                return -1;
            }
            points += shiftJisPoints(lead, trail);
        }
        return characters == 0 ? -1 : points / characters;
    }

    private static double shiftJisPoints(int lead, int trail) {
        if (lead == 0x82 && trail >= 0x9F) {
            return 3; // hiragana
        }
        if (lead == 0x83) {
            return 2; // katakana
        }
        if (lead == 0x81 || lead == 0x82 || lead >= 0x88 && lead <= 0x97) {
            return 1; // marks, full-width letters, kanji of the first level
        }
        return lead == 0x87 || lead == 0xF8 || lead == 0xF9 ? 0.5 : -1; // ① and emoji; the rest is rare
    }

    /** @return points for each character outside ASCII; minus one if the bytes are no EUC-JP */
    private static double eucJp(byte[] bytes) {
        double points = 0;
        int characters = 0;
        for (int i = 0; i < bytes.length; i++) {
            int lead = bytes[i] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            characters++;
            int length = lead == 0x8F ? 3 : 2;
            if (lead < 0xA1 && lead != 0x8E && lead != 0x8F || lead == 0xFF) {
                return -1;
            }
            for (int k = 1; k < length && i + k < bytes.length; k++) {
                if ((bytes[i + k] & 0xFF) < 0xA1) {
                    return -1;
                }
            }
            points += eucJpPoints(lead);
            i += length - 1;
        }
        return characters == 0 ? -1 : points / characters;
    }

    private static double eucJpPoints(int lead) {
        return switch (lead) {
            case 0xA4 -> 3; // hiragana
            case 0xA5 -> 2; // katakana
            case 0xA1, 0xA3 -> 1;
            case 0xAD -> 0.5; // ①
            default -> lead >= 0xB0 && lead <= 0xCF ? 1 : -1;
        };
    }
}
