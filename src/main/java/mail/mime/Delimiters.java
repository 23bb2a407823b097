package mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The boundaries of the open multiparts, and the positions of their lines. */
final class Delimiters {

    /** Most parts are short, so it searches a small range for their end before a large one. */
    private static final int FIRST_CHUNK = 1 << 12;

    private static final int CHUNK = 1 << 16;

    private final MailBytes source;
    private final List<byte[]> open = new ArrayList<>();
    private final byte[] chunk;

    Delimiters(MailBytes source) {
        this.source = source;
        this.chunk = new byte[(int) Math.min(CHUNK, Math.max(FIRST_CHUNK, source.size()))];
    }

    /** @return the delimiter's level */
    int open(byte[] boundary) {
        open.add(boundary);
        return open.size() - 1;
    }

    void close(int level) {
        open.remove(level);
    }

    /** @return the first delimiter of any level, or the end of the source */
    Delimiter next(long from) throws IOException {
        int read;
        for (long base = from; !open.isEmpty() && base < source.size(); base += Math.max(1, read - 1)) {
            read = source.read(base, chunk, 0, base == from ? FIRST_CHUNK : chunk.length);
            // Java searches a Latin-1 string fastest
            String text = new String(chunk, 0, read, StandardCharsets.ISO_8859_1);
            for (int i = text.indexOf("--"); i >= 0; i = text.indexOf("--", i + 1)) {
                Delimiter delimiter = at(base + i, from);
                if (delimiter != null) {
                    return delimiter;
                }
            }
        }
        return new Delimiter(-1, true, source.size(), source.size());
    }

    /**
     * @param from beginning of the text that the delimiter may end
     * @return the delimiter whose line begins here, or null
     */
    Delimiter at(long line, long from) throws IOException {
        boolean hyphens = source.byteAt(line) == '-' && source.byteAt(line + 1) == '-';
        if (!hyphens || line > from && !source.isLineEnd(line - 1)) {
            return null;
        }
        for (int level = open.size() - 1; level >= 0; level--) {
            byte[] boundary = open.get(level);
            if (source.isAt(line + 2, boundary)) {
                long rest = line + 2 + boundary.length;
                boolean closing = source.byteAt(rest) == '-' && source.byteAt(rest + 1) == '-';
                long end = skipBlanks(closing ? rest + 2 : rest);
                if (end >= source.size() || source.isLineEnd(end)) {
                    long before = source.beforeLineEnd(line, from);
                    return new Delimiter(level, closing, before, source.afterLineEnd(end));
                }
            }
        }
        return null;
    }

    private long skipBlanks(long from) throws IOException {
        long at = from;
        while (source.byteAt(at) == ' ' || source.byteAt(at) == '\t') {
            at++;
        }
        return at;
    }
}
