package mail.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mail.charset.CharsetLabels;
import mail.charset.Iso2022Charset;
import mail.charset.Utf8;

/**
 * Decodes a text in its charset. A line that does not match is decoded in another charset that it matches completely;
 * without one, its invalid bytes become U+FFFD. The lines around it are not affected.
 */
final class LineDecoder {

    static final String STRAY_BYTES = "a text has bytes that are invalid in its charset";
    static final String OTHER_LINES = "a text has lines in another charset";

    private static final char UNKNOWN = '\uFFFD';

    private final Charset charset;
    private final Charset other;
    private final boolean mixed;
    private final List<String> warnings;
    private final Iso2022Charset.Iso2022Decoder escapes;
    private CharsetDecoder stream;

    /** End of the last line that was checked as a whole. */
    private int judged;

    LineDecoder(Charset charset, Charset other, boolean mixed, List<String> warnings) {
        this.charset = charset;
        this.other = other;
        this.mixed = mixed;
        this.warnings = warnings;
        Charset iso2022 = charset instanceof Iso2022Charset ? charset : CharsetLabels.iso2022();
        this.escapes = Charsets.is2022(charset) ? ((Iso2022Charset) iso2022).newDecoder() : null;
    }

    String whole(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        if (escapes == null) {
            return Charsets.hasAscii(charset) ? lines(bytes, bytes.length) : replaced(new String(bytes, charset));
        }
        decode(bytes, bytes.length, true, text);
        return text.toString();
    }

    /**
     * @param end whether the text ends here
     * @return number of processed bytes; the rest is passed again, with more
     */
    int decode(byte[] bytes, int length, boolean end, StringBuilder text) {
        judged = 0;
        if (escapes != null) {
            return byEscapes(bytes, length, end, text);
        }
        int lines = end ? length : lineEnd(bytes, length);
        if (lines > 0 && Charsets.hasAscii(charset)) {
            text.append(lines(bytes, lines));
            return lines;
        }
        return piece(bytes, length, end, text);
    }

    private static int lineEnd(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /**
     * Decodes a piece of a line that is longer than the available bytes. It also decodes text in a charset whose line
     * ends are not a single byte.
     */
    private int piece(byte[] bytes, int length, boolean end, StringBuilder text) {
        if (stream == null) {
            stream = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer out = CharBuffer.allocate((int) (length * stream.maxCharsPerByte()) + 1);
        stream.decode(in, out, end);
        text.append(replaced(out.flip().toString()));
        return in.position();
    }

    private String replaced(String text) {
        if (text.indexOf(UNKNOWN) >= 0) {
            warn(STRAY_BYTES);
        }
        return text;
    }

    private String lines(byte[] bytes, int length) {
        String whole = new String(bytes, 0, length, charset);
        if (!mixed && whole.indexOf(UNKNOWN) < 0) {
            return whole;
        }
        StringBuilder text = new StringBuilder(whole.length());
        int start = 0;
        while (start < length) {
            int end = nextLine(bytes, start, length);
            text.append(line(bytes, start, end));
            start = end;
        }
        return text.toString();
    }

    private static int nextLine(byte[] bytes, int start, int length) {
        int end = start;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(length, end + 1);
    }

    private String line(byte[] bytes, int start, int end) {
        String line = new String(bytes, start, end - start, charset);
        boolean fits = line.indexOf(UNKNOWN) < 0;
        if (fits && !mixed) {
            return line;
        }
        Utf8 utf8 = Utf8.of(bytes, start, end);
        if (utf8.isWhole() && charset.equals(StandardCharsets.UTF_8)) {
            return line; // the text itself contains U+FFFD
        }
        if (fits ? utf8.isWhole() && utf8.isBeyondChance() : utf8.isWhole()) {
            return inOther(bytes, start, end, StandardCharsets.UTF_8);
        }
        if (fits) {
            return line;
        }
        if (charset.equals(Charsets.WESTERN)) {
            return withControls(bytes, start, line);
        }
        Charset better = better(bytes, start, end);
        if (better != null) {
            return inOther(bytes, start, end, better);
        }
        warn(STRAY_BYTES);
        return line;
    }

    /** The five bytes that windows-1252 leaves free are controls on the web. */
    private static String withControls(byte[] bytes, int start, String line) {
        char[] chars = line.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = chars[i] == UNKNOWN ? (char) (bytes[start + i] & 0xFF) : chars[i];
        }
        return new String(chars);
    }

    private Charset better(byte[] bytes, int start, int end) {
        JapaneseGuess guess = JapaneseGuess.of(bytes, start, end, false);
        if (guess != null && guess.stray() == 0 && !guess.charset().equals(charset)) {
            return guess.charset();
        }
        boolean fits = other != null
                && !other.equals(charset)
                && Charsets.hasAscii(other)
                && CharsetDetection.decodes(Arrays.copyOfRange(bytes, start, end), other);
        return fits ? other : null;
    }

    private String inOther(byte[] bytes, int start, int end, Charset better) {
        warn(OTHER_LINES);
        return new String(bytes, start, end - start, better);
    }

    private int byEscapes(byte[] bytes, int length, boolean end, StringBuilder text) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer out = CharBuffer.allocate(Math.min(length + 8, 1 << 13));
        while (true) {
            CoderResult result = escapes.decode(in, out, end);
            text.append(out.flip());
            out.clear();
            if (result.isUnderflow()) {
                return in.position();
            }
            if (result.isError()) {
                int done = stray(bytes, in.position(), length, result.length(), text);
                in.position(in.position() + done);
            }
        }
    }

    /** @return number of processed bytes */
    private int stray(byte[] bytes, int at, int length, int count, StringBuilder text) {
        if (bytes[at] >= 0 || !escapes.isSingleByte()) {
            warn(STRAY_BYTES);
            text.append(UNKNOWN);
            return count;
        }
        if (at >= judged) {
            judged = nextLine(bytes, at, length);
            Charset better = ofLine(bytes, at, judged);
            if (better != null) {
                text.append(inOther(bytes, at, judged, better));
                return judged - at;
            }
        }
        text.append(run(bytes, at, at + count));
        return count;
    }

    /** @return the charset that a whole line without escapes matches; the bytes before {@code at} are ASCII */
    private Charset ofLine(byte[] bytes, int at, int end) {
        for (int i = at; i < end; i++) {
            if (bytes[i] == 0x1B) {
                return null;
            }
        }
        if (Utf8.of(bytes, at, end).isWhole()) {
            return StandardCharsets.UTF_8;
        }
        return isKana(bytes, at, end) ? null : better(bytes, at, end);
    }

    /** Decodes bytes between escapes that have their upper bit set. */
    private String run(byte[] bytes, int from, int to) {
        if (Utf8.of(bytes, from, to).isWhole()) {
            return inOther(bytes, from, to, StandardCharsets.UTF_8);
        }
        warn(STRAY_BYTES);
        StringBuilder text = new StringBuilder();
        boolean kana = isKana(bytes, from, to);
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xFF;
            text.append(kana ? (char) (0xFF61 + b - 0xA1) : b == 0xA0 ? '\u00A0' : UNKNOWN);
        }
        return text.toString();
    }

    /** Whether the bytes are JIS X 0201 in eight bits. Pairs of kana and marks would be EUC-JP. */
    private static boolean isKana(byte[] bytes, int from, int to) {
        JapaneseGuess guess = JapaneseGuess.of(bytes, from, to, false);
        boolean kana = guess == null || guess.score() < 2;
        for (int i = from; kana && i < to; i++) {
            kana = bytes[i] >= 0 || (bytes[i] & 0xFF) >= 0xA1 && (bytes[i] & 0xFF) <= 0xDF;
        }
        return kana;
    }

    private void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }
}
