package mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tree of a mail's parts in one pass over its bytes (RFC 2046), and where each part lies. Takes what comes:
 * line ends of CR, LF or both, delimiters that are missing or belong to an outer multipart, headers that are none.
 */
final class Outline {

    private static final int LONGEST_BOUNDARY = 1 << 13;

    /** Most parts are short: their ends are looked for in little before it is looked for in much. */
    private static final int FIRST_CHUNK = 1 << 12;

    private static final int CHUNK = 1 << 16;
    private static final MediaType TEXT = MediaType.of("text/plain");
    private static final MediaType MESSAGE = MediaType.of("message/rfc822");

    private final Source source;
    private final Limits limits;
    private final Budget budget;
    private final List<byte[]> open = new ArrayList<>();
    private final List<String> warnings;
    private final byte[] chunk;
    private long position;
    private Delimiter reached;

    Outline(Source source, Limits limits, Budget budget, List<String> warnings) {
        this.source = source;
        this.limits = limits;
        this.budget = budget;
        this.chunk = new byte[(int) Math.min(CHUNK, Math.max(FIRST_CHUNK, source.size()))];
        this.warnings = warnings;
    }

    /** A whole mail. */
    Entity read(int depth) throws IOException, LimitExceeded {
        boolean byteOrderMark = byteAt(0) == (byte) 0xEF && byteAt(1) == (byte) 0xBB && byteAt(2) == (byte) 0xBF;
        position = byteOrderMark ? 3 : 0;
        return entity(TEXT, null, depth);
    }

    /** A body alone, whose headers are known. */
    Entity read(Entity encoded, int depth) throws IOException, LimitExceeded {
        return body(encoded.headers(), encoded.type(), encoded.parentCharset(), depth);
    }

    private Entity entity(MediaType usual, String parentCharset, int depth) throws IOException, LimitExceeded {
        Limits.check("depth", depth, limits.depth());
        Headers headers = headers(depth == 0);
        MediaType type = headers.contentType(usual, limits);
        if (type.isMessage() && !headers.isUnencoded()) {
            budget.takePart();
            long start = position;
            long end = Math.max(start, delimiter().end());
            return new Entity(headers, type, parentCharset, start, end, List.of());
        }
        return body(headers, type, parentCharset, depth); // a multipart that is said to be encoded seldom is
    }

    private Entity body(Headers headers, MediaType type, String parentCharset, int depth)
            throws IOException, LimitExceeded {
        budget.takePart();
        long start = position;
        List<Entity> children = List.of();
        if (type.isMultipart()) {
            children = parts(type, depth);
        } else if (type.isMessage() && depth < limits.depth()) {
            children = List.of(entity(TEXT, null, depth + 1));
        } else if (type.isMessage()) {
            warnings.add("an attached mail is too deep to look into");
        }
        return new Entity(
                headers, type, parentCharset, start, Math.max(start, delimiter().end()), children);
    }

    private List<Entity> parts(MediaType type, int depth) throws IOException, LimitExceeded {
        byte[] boundary = boundary(type);
        if (boundary == null) {
            warnings.add("a multipart has no boundary");
            return List.of();
        }
        MediaType usual = type.is("multipart/digest") ? MESSAGE : TEXT;
        String charset = type.parameter("charset");
        int level = open.size();
        open.add(boundary);
        List<Entity> children = new ArrayList<>();
        while (delimiter().level() == level && !delimiter().closing()) {
            goOn();
            children.add(entity(usual, charset, depth + 1));
        }
        boolean closed = delimiter().level() == level;
        open.remove(level);
        if (closed) {
            goOn(); // over the epilogue
        } else {
            warnings.add(children.isEmpty() ? "a multipart has no parts" : "a multipart has no end");
        }
        return children;
    }

    private static byte[] boundary(MediaType type) {
        String boundary = type.parameter("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            return null;
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The delimiter that ends what the position is in. */
    private Delimiter delimiter() throws IOException {
        if (reached == null) {
            reached = search();
        }
        return reached;
    }

    private void goOn() {
        position = reached.next();
        reached = null;
    }

    /** A hyphen may be the first of a line that is a delimiter. */
    private Delimiter search() throws IOException {
        int length = FIRST_CHUNK;
        for (long base = position; !open.isEmpty() && base < source.size(); base += length) {
            length = base == position ? FIRST_CHUNK : chunk.length;
            int read = source.read(base, chunk, 0, length);
            String text =
                    new String(chunk, 0, read, StandardCharsets.ISO_8859_1); // its search is the quickest there is
            for (int i = text.indexOf('-'); i >= 0; i = text.indexOf('-', i + 1)) {
                Delimiter delimiter = delimiterAt(base + i);
                if (delimiter != null) {
                    return delimiter;
                }
            }
        }
        return new Delimiter(-1, true, source.size(), source.size());
    }

    /** @return the delimiter whose line begins here, or null */
    private Delimiter delimiterAt(long at) throws IOException {
        if (at < position
                || at > position && !isLineEnd(byteAt(at - 1))
                || byteAt(at) != '-'
                || byteAt(at + 1) != '-') {
            return null;
        }
        for (int level = open.size() - 1; level >= 0; level--) {
            byte[] boundary = open.get(level);
            if (isAt(at + 2, boundary)) {
                long rest = at + 2 + boundary.length;
                boolean closing = byteAt(rest) == '-' && byteAt(rest + 1) == '-';
                rest += closing ? 2 : 0;
                while (byteAt(rest) == ' ' || byteAt(rest) == '\t') {
                    rest++;
                }
                if (rest >= source.size() || isLineEnd(byteAt(rest))) {
                    return new Delimiter(level, closing, beforeLineEnd(at), afterLineEnd(rest));
                }
            }
        }
        return null;
    }

    private boolean isAt(long at, byte[] boundary) throws IOException {
        int i = source.fill(at, boundary.length);
        byte[] bytes = source.window();
        if (i + boundary.length > source.filled()) {
            return false;
        }
        for (int k = 0; k < boundary.length; k++) {
            if (bytes[i + k] != boundary[k]) {
                return false;
            }
        }
        return true;
    }

    private long beforeLineEnd(long lineStart) throws IOException {
        long end = lineStart;
        if (end > position && byteAt(end - 1) == '\n') {
            end--;
        }
        return end > position && byteAt(end - 1) == '\r' ? end - 1 : end;
    }

    private long afterLineEnd(long lineEnd) throws IOException {
        long next = lineEnd;
        if (byteAt(next) == '\r') {
            next++;
        }
        return Math.min(source.size(), byteAt(next) == '\n' ? next + 1 : next);
    }

    /** Reads the headers from the position on; afterwards it is at the body. */
    private Headers headers(boolean isWhole) throws IOException, LimitExceeded {
        Headers headers = new Headers();
        long from = position;
        long firstBad = -1;
        boolean empty = false;
        while (position < source.size() && !empty) {
            reached = delimiterHere();
            if (reached != null) {
                break;
            }
            long line = position;
            long end = lineEnd(line, from + limits.headerBytes());
            Limits.check("header-bytes", end - from, limits.headerBytes());
            position = afterLineEnd(end);
            empty = end == line;
            String text = new String(source.bytes(line, end), StandardCharsets.ISO_8859_1);
            boolean mbox = line == from && isWhole && (text.startsWith("From ") || text.startsWith(">From "));
            if (!empty && !mbox && !headers.add(text)) {
                if (headers.isEmpty()) {
                    position = line;
                    warnings.add("no headers");
                    return headers;
                }
                firstBad = firstBad < 0 ? line : firstBad;
            }
            Limits.check("headers", headers.size(), limits.headers());
        }
        if (firstBad >= 0) {
            warnings.add("a line among the headers is none");
            if (!empty && reached == null) {
                position = firstBad; // there was no empty line: the body began here
            }
        }
        return headers;
    }

    private Delimiter delimiterHere() throws IOException {
        return open.isEmpty() || byteAt(position) != '-' ? null : delimiterAt(position);
    }

    private long lineEnd(long from, long most) throws IOException {
        long at = from;
        while (at < source.size() && at <= most) {
            int i = source.fill(at, 1);
            byte[] bytes = source.window();
            int end = source.filled();
            int k = i;
            while (k < end && bytes[k] != '\n' && bytes[k] != '\r') {
                k++;
            }
            at += k - i;
            if (k < end) {
                return at;
            }
        }
        return Math.min(at, source.size());
    }

    /** @return 0 past the end */
    private byte byteAt(long at) throws IOException {
        if (at >= source.size() || at < 0) {
            return 0;
        }
        int i = source.fill(at, 1);
        return source.window()[i];
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
