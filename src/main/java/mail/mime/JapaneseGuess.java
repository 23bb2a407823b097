package mail.mime;

import java.nio.charset.Charset;

/**
 * Distinguishes Shift_JIS, EUC-JP and other bytes by the frequency of the decoded characters. Kana and everyday kanji
 * count for a charset; rare kanji, single half-width kana and invalid bytes count against it.
 *
 * @param score points for each character outside ASCII
 * @param stray number of bytes that are no character
 */
record JapaneseGuess(Charset charset, double score, int stray) {

    /** Minimum average of points per character for a plausible charset. A text of kanji of the first level reaches it. */
    private static final double LIKELY = 0.6;

    private static final double POSSIBLE = -0.5;

    private static final double STRAY = -2;
    private static final double WESTERN = -0.5;

    /**
     * @param expected whether the mail is labelled as Japanese: then rare characters are enough
     * @return the guess; null if neither charset is plausible
     */
    static JapaneseGuess of(byte[] bytes, boolean expected) {
        return of(bytes, 0, bytes.length, expected);
    }

    static JapaneseGuess of(byte[] bytes, int from, int to, boolean expected) {
        JapaneseGuess shiftJis = new Count(bytes, from, to, expected).shiftJis();
        JapaneseGuess eucJp = new Count(bytes, from, to, expected).eucJp();
        JapaneseGuess better = shiftJis.score > eucJp.score ? shiftJis : eucJp;
        return better.score < (expected ? POSSIBLE : LIKELY) ? null : better;
    }

    /** Reads the bytes once. */
    private static final class Count {
        private final byte[] bytes;
        private final int from;
        private final int to;
        private final boolean expected;
        private double points;
        private int characters;
        private int stray;

        Count(byte[] bytes, int from, int to, boolean expected) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
            this.expected = expected;
        }

        JapaneseGuess shiftJis() {
            for (int i = from; i < to; i++) {
                int lead = bytes[i] & 0xFF;
                if (lead < 0x80) {
                    continue;
                }
                characters++;
                if (lead >= 0xA1 && lead <= 0xDF) {
                    points -= 0.5; // half-width kana
                    continue;
                }
                if (i + 1 == to) {
                    break; // an incomplete character at the end
                }
                int trail = bytes[i + 1] & 0xFF;
                if (lead == 0x80 || lead == 0xA0 || lead > 0xFC || trail < 0x40 || trail == 0x7F || trail > 0xFC) {
                    stray++;
                } else {
                    points += isWesternMark(lead, i) ? WESTERN : shiftJisPoints(lead, trail);
                    i++;
                }
            }
            return guess(Charsets.SHIFT_JIS);
        }

        /** {@code it’s} and {@code Škoda} in windows-1252 would decode to a single kanji in the middle of a word. */
        private boolean isWesternMark(int lead, int at) {
            boolean alone = isAscii(at - 1) && isAscii(at + 2);
            boolean mark = lead <= 0x82 || lead >= 0x88 && lead <= 0x9F;
            return !expected && alone && mark && (isLetter(at - 1) || isLetter(at + 1) || isLetter(at + 2));
        }

        private boolean isAscii(int at) {
            return at < from || at >= to || bytes[at] >= 0;
        }

        private boolean isLetter(int at) {
            return at >= from && at < to && bytes[at] >= 'A' && Character.isLetter(bytes[at]);
        }

        JapaneseGuess eucJp() {
            int at = from;
            while (at < to) {
                int lead = bytes[at] & 0xFF;
                int end = run(at);
                int single = lead == 0x8E ? 2 : lead == 0x8F ? 3 : 0;
                if (lead < 0x80) {
                    at++;
                } else if (single > 0 && run(at + 1) >= Math.min(to, at + single)) {
                    characters++;
                    points--;
                    at += single;
                } else if (end == at) {
                    characters++;
                    stray++;
                    at++;
                } else {
                    pairs(at, end);
                    at = end;
                }
            }
            return guess(Charsets.EUC_JP);
        }

        /** @return end of the bytes that may form pairs of EUC-JP */
        private int run(int start) {
            int end = start;
            while (end < to && (bytes[end] & 0xFF) >= 0xA1 && bytes[end] != (byte) 0xFF) {
                end++;
            }
            return end;
        }

        /**
         * If the number of bytes is odd, one byte is superfluous or the last pair is incomplete: pairs begin at the more plausible
         * position.
         */
        private void pairs(int start, int end) {
            boolean odd = (end - start) % 2 == 1;
            double first = points(start, end);
            points += odd && end < to ? Math.max(first, points(start + 1, end)) : first;
            characters += (end - start + 1) / 2;
            stray += odd && end < to ? 1 : 0;
        }

        private double points(int start, int end) {
            double sum = 0;
            for (int i = start; i + 1 < end; i += 2) {
                sum += eucJpPoints(bytes[i] & 0xFF);
            }
            return sum;
        }

        private JapaneseGuess guess(Charset charset) {
            return new JapaneseGuess(charset, characters == 0 ? STRAY : (points + STRAY * stray) / characters, stray);
        }
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
        return lead == 0x87 || lead == 0xF8 || lead == 0xF9 ? 0.5 : -1; // ① and emoji; all others are rare
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
