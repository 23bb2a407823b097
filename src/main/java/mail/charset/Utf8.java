package mail.charset;

/**
 * Measures how much of some bytes is UTF-8.
 *
 * @param characters number of characters outside ASCII
 * @param longer number of characters with three or four bytes, which rarely occur by chance
 * @param bytes number of bytes of these characters
 * @param stray bytes from 0x80 on outside any character, except an incomplete one at the end
 */
public record Utf8(int characters, int longer, int bytes, int stray) {

    /** Number of characters above which UTF-8 by chance is unlikely. */
    private static final int NO_CHANCE = 3;

    public static Utf8 of(byte[] text, int from, int to) {
        int characters = 0;
        int longer = 0;
        int bytes = 0;
        int stray = 0;
        for (int i = from; i < to; i++) {
            int lead = text[i];
            if (lead >= 0) {
                continue;
            }
            int length = length(lead & 0xFF);
            int there = length == 0 ? 0 : following(text, i, Math.min(to, i + length));
            if (there == length && length > 0) {
                characters++;
                longer += length > 2 ? 1 : 0;
                bytes += length;
                i += length - 1;
            } else if (length > 0 && i + there == to) {
                break; // an incomplete character at the end
            } else {
                stray++;
            }
        }
        return new Utf8(characters, longer, bytes, stray);
    }

    /** @return whether the whole text is UTF-8 */
    public boolean isWhole() {
        return characters > 0 && stray == 0;
    }

    /** @return whether the text is UTF-8 although a plausible label says otherwise */
    public boolean isBeyondChance() {
        return characters >= NO_CHANCE && (stray == 0 || characters > NO_CHANCE && bytes >= 8 * stray);
    }

    /** @return whether nearly the whole text is UTF-8 */
    public boolean readsNearlyAll() {
        return isWhole() || characters > 1 && bytes >= 4 * stray;
    }

    /** @return whether some of the text is UTF-8 and some is not */
    public boolean isMixed() {
        return stray > 0 && (longer > 1 || characters >= NO_CHANCE);
    }

    private static int length(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** @return number of bytes of a character, including its lead byte */
    private static int following(byte[] text, int at, int end) {
        int i = at + 1;
        while (i < end && (text[i] & 0xC0) == 0x80) {
            i++;
        }
        return i - at;
    }
}
