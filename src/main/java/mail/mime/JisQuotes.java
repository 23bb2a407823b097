package mail.mime;

/**
 * Raw ISO-2022-JP in a quoted string (RFC 5322, section 3.2.4). Half of the second bytes look like quotes or
 * backslashes, and some programs escape these.
 */
final class JisQuotes {

    private static final char ESCAPE = 0x1B;

    private JisQuotes() {}

    /** @param header a header with one char per byte */
    static String unescaped(String header) {
        if (header.indexOf(ESCAPE) < 0 || header.indexOf('\\') < 0) {
            return header;
        }
        StringBuilder text = new StringBuilder(header.length());
        int done = 0;
        for (int at = header.indexOf(ESCAPE);
                at >= 0 && at + 3 <= header.length();
                at = header.indexOf(ESCAPE, at + 1)) {
            boolean kanji = header.startsWith("$B", at + 1) || header.startsWith("$@", at + 1);
            int next = header.indexOf(ESCAPE, at + 1);
            if (kanji && next >= 0) {
                text.append(header, done, at + 3).append(section(header.substring(at + 3, next)));
                done = next;
            }
        }
        return text.append(header, done, header.length()).toString();
    }

    private static String section(String pairs) {
        String unescaped = pairs.replaceAll("\\\\([\"\\\\])", "$1");
        return unescaped.length() % 2 == 0 && common(unescaped) > common(pairs) ? unescaped : pairs;
    }

    /** @return how many of a hundred pairs are kana or kanji of the first level; 0 if the last pair is incomplete */
    private static int common(String pairs) {
        int common = 0;
        for (int i = 0; i + 1 < pairs.length(); i += 2) {
            char lead = pairs.charAt(i);
            common += lead == 0x21 || lead >= 0x23 && lead <= 0x25 || lead >= 0x30 && lead <= 0x4F ? 1 : 0;
        }
        return pairs.isEmpty() || pairs.length() % 2 == 1 ? 0 : common * 200 / pairs.length();
    }
}
