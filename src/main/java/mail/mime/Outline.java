package mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the tree of a mail's parts, and the position of each part, in one pass over its bytes (RFC 2046). It accepts
 * line ends of CR, LF or both, delimiters that are missing or belong to an outer multipart, and invalid headers.
 */
final class Outline {

    private static final int LONGEST_BOUNDARY = 1 << 13;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final MediaType TEXT = MediaType.of("text/plain");
    private static final MediaType MESSAGE = MediaType.of("message/rfc822");

    private final MailBytes source;
    private final UnpackLimits limits;
    private final UnpackBudget budget;
    private final Delimiters delimiters;
    private final List<String> warnings;
    private final EarlyAttachments attachments;
    private long position;
    private Delimiter reached;

    Outline(
            MailBytes source,
            UnpackLimits limits,
            UnpackBudget budget,
            List<String> warnings,
            EarlyAttachments attachments) {
        this.source = source;
        this.limits = limits;
        this.budget = budget;
        this.delimiters = new Delimiters(source);
        this.warnings = warnings;
        this.attachments = attachments;
    }

    /** Finds the parts of a whole mail. */
    Entity read(int depth) throws IOException, LimitExceeded {
        boolean byteOrderMark = source.isAt(0, BYTE_ORDER_MARK);
        position = byteOrderMark ? 3 : 0;
        return entity(TEXT, null, depth);
    }

    /** Finds the parts of a body whose headers are known. */
    Entity read(Entity encoded, int depth) throws IOException, LimitExceeded {
        return body(encoded.headers(), encoded.type(), encoded.parentCharset(), depth);
    }

    private Entity entity(MediaType usual, String parentCharset, int depth) throws IOException, LimitExceeded {
        UnpackLimits.check("depth", depth, limits.depth());
        Headers headers = headers(depth == 0);
        MediaType type = headers.contentType(usual, limits);
        if (type.isMessage() && !headers.isUnencoded()) {
            budget.takePart();
            attachments.stop();
            long start = position;
            long end = Math.max(start, delimiter().end());
            return new Entity(headers, type, parentCharset, start, end, List.of(), null);
        }
        return body(headers, type, parentCharset, depth); // a multipart that is labelled as encoded usually is not
    }

    private Entity body(Headers headers, MediaType type, String parentCharset, int depth)
            throws IOException, LimitExceeded {
        budget.takePart();
        long start = position;
        List<Entity> children = List.of();
        PartWriter.WrittenPart written = null;
        if (type.isMultipart()) {
            children = parts(type, depth);
        } else if (type.isMessage()) {
            attachments.count();
            children = attached(depth);
        } else {
            boolean early = reached == null && attachments.take(headers, type);
            written = early ? attachments.write(this::attachment) : null;
            attachments.count();
        }
        long end = Math.max(start, delimiter().end());
        if (type.isMultipart() && children.isEmpty()) {
            attachments.stop();
        }
        return new Entity(headers, type, parentCharset, start, end, children, written);
    }

    private List<Entity> attached(int depth) throws IOException, LimitExceeded {
        if (depth < limits.depth()) {
            return List.of(entity(TEXT, null, depth + 1));
        }
        warnings.add("an attached mail is nested too deeply to be unpacked");
        return List.of();
    }

    /** Decodes the body of an attachment, and finds its end. */
    private void attachment(Base64Decoder decoder) throws IOException {
        long at = source.decode(position, decoder);
        reached = delimiters.next(position, at);
        source.copy(at, reached.end(), decoder);
    }

    private List<Entity> parts(MediaType type, int depth) throws IOException, LimitExceeded {
        byte[] boundary = boundary(type);
        if (boundary == null) {
            warnings.add("a multipart has no boundary");
            return List.of();
        }
        MediaType usual = type.is("multipart/digest") ? MESSAGE : TEXT;
        String charset = type.parameter("charset");
        int level = open(boundary);
        List<Entity> children = new ArrayList<>();
        while (delimiter().level() == level && !delimiter().closing()) {
            goOn();
            children.add(entity(usual, charset, depth + 1));
        }
        boolean closed = delimiter().level() == level;
        delimiters.close(level);
        if (closed) {
            goOn(); // skips the epilogue
        } else {
            warnings.add(children.isEmpty() ? "a multipart has no parts" : "a multipart has no end");
        }
        return children;
    }

    /**
     * A boundary does not end in a space (RFC 2046, section 5.1.1). If one is written with a space, the lines show
     * whether the space belongs to it.
     */
    private int open(byte[] boundary) throws IOException {
        int length = boundary.length;
        while (length > 1 && (boundary[length - 1] == ' ' || boundary[length - 1] == '\t')) {
            length--;
        }
        int level = delimiters.open(boundary);
        if (length == boundary.length || delimiters.next(position).level() == level) {
            return level;
        }
        delimiters.close(level);
        return delimiters.open(Arrays.copyOf(boundary, length));
    }

    private static byte[] boundary(MediaType type) {
        String boundary = type.parameter("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            return null;
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The delimiter that ends the current part. */
    private Delimiter delimiter() throws IOException {
        if (reached == null) {
            reached = delimiters.next(position);
        }
        return reached;
    }

    private void goOn() {
        position = reached.next();
        reached = null;
    }

    /** Reads the headers from the position on; then the position is at the body. */
    private Headers headers(boolean isWhole) throws IOException, LimitExceeded {
        Headers headers = new Headers();
        long from = position;
        long firstBad = -1;
        boolean empty = false;
        while (position < source.size() && !empty) {
            reached = delimiters.at(position, position);
            if (reached != null) {
                break;
            }
            long line = position;
            long end = source.lineEnd(line, from + limits.headerBytes());
            UnpackLimits.check("header-bytes", end - from, limits.headerBytes());
            position = source.afterLineEnd(end);
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
            UnpackLimits.check("headers", headers.size(), limits.headers());
        }
        if (firstBad >= 0) {
            warnings.add("a line among the headers is not a header");
            if (!empty && reached == null) {
                position = firstBad; // there was no empty line: the body began here
            }
        }
        return headers;
    }
}
