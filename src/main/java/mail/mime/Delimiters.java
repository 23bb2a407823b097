package mail.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The boundaries of the open multiparts, and the positions of their lines. */
final class Delimiters {

    private final MailBytes source;
    private final List<byte[]> open = new ArrayList<>();

    Delimiters(MailBytes source) {
        this.source = source;
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
        return next(from, from);
    }

    /**
     * @param from beginning of the text that the delimiter may end
     * @param after position of a line; the lines before it are no delimiters
     */
    Delimiter next(long from, long after) throws IOException {
        long end = open.isEmpty() ? source.size() : after;
        while ((end = source.find('-', end)) < source.size()) {
            Delimiter delimiter = at(end, from);
            if (delimiter != null) {
                return delimiter;
            }
            end++;
        }
        return new Delimiter(-1, true, end, end);
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
