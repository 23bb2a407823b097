package replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import replay.FromLine.FromLineKind;
import replay.LineReader.Line;

/**
 * Finds where the mails of an mbox begin and end.
 *
 * <p>A From line begins a mail if a header line follows it, or if a blank line precedes it. The blank line after the
 * headers of a mail does not count. Inside a mail, writers quote a From line after a blank line. If every mail of the
 * file so far has had a correct length (mboxcl, mboxcl2), the length decides. A sender may write a length too, so after
 * a wrong one no further length is trusted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4155#appendix-A">RFC 4155, appendix A</a>
 */
final class MboxScanner {

    /** The beginning of a header line; System V's mail writes its own trace line before all others. */
    private static final Pattern HEADER = Pattern.compile("(?s)(?:[!-9;-~]{1,100}[ \\t]*:|>From ).*");

    private static final Pattern LENGTH = Pattern.compile("(?is)Content-Length:[ \\t]*(\\d{1,12})\\s*");

    /** Maximum length of a From line together with a blank line before it. */
    private static final int BOUNDARY = 2048;

    private final SeekableFile file;
    private final ZoneId zone;
    private final FromLineKind kind;
    private LineReader lines;
    private boolean lengthsAreRight = true;
    private boolean linesAreQuoted = true;

    private MboxScanner(SeekableFile file, ZoneId zone, FromLineKind kind, LineReader lines) {
        this.file = file;
        this.zone = zone;
        this.kind = kind;
        this.lines = lines;
    }

    /**
     * @param position the position of the From line
     * @param quoted whether lines of the mail that look like a From line have an additional {@code >}
     */
    record Extent(long position, FromLine from, long begin, long end, boolean quoted) {}

    /** A From line that may begin a mail; the next line decides. */
    private record Candidate(Line line, FromLineKind kind, long end, boolean afterBlank) {

        boolean isConfirmedBy(Line next) {
            boolean header = isHeader(next);
            return kind == FromLineKind.DATED
                    ? header || afterBlank
                    : header && (afterBlank || kind == FromLineKind.GIT);
        }
    }

    /** @throws NoMailbox if anything but blank lines precedes the first From line */
    static MboxScanner of(SeekableFile file, ZoneId zone) throws IOException {
        LineReader lines = new LineReader(file.range(0, Long.MAX_VALUE), 0);
        Line first = lines.next();
        while (first != null && first.isBlank()) {
            first = lines.next();
        }
        if (first == null) {
            return new MboxScanner(file, zone, FromLineKind.DATED, lines);
        }
        FromLine from = FromLine.parse(first, zone)
                .orElseThrow(() -> new NoMailbox("not an mbox: it does not begin with a From line"));
        lines.pushBack(first);
        return new MboxScanner(file, zone, from.kind(), lines);
    }

    /** @return where the next mail is; empty at the end of the file */
    Optional<Extent> next() throws IOException {
        Line from = lines.next();
        return from == null ? Optional.empty() : Optional.of(extent(from));
    }

    private Extent extent(Line from) throws IOException {
        long end = from.end();
        boolean afterBlank = false;
        boolean inHeaders = true;
        long length = -1;
        Candidate candidate = null;
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (candidate != null && candidate.isConfirmedBy(line)) {
                lines.pushBack(line);
                lines.pushBack(candidate.line());
                return of(from, candidate.end(), linesAreQuoted);
            }
            boolean endsHeaders = inHeaders && line.isBlank();
            if (endsHeaders) {
                inHeaders = false;
                lengthsAreRight = lengthsAreRight && length >= 0 && jump(line.end() + length);
                if (lengthsAreRight) {
                    return counted(from, line.end(), line.end() + length);
                }
            } else if (inHeaders) {
                inHeaders = isHeader(line) || !line.starts() || line.isContinued();
                lengthsAreRight = lengthsAreRight && inHeaders;
                length = length(line, length);
            }
            candidate = candidate(line, end, afterBlank);
            afterBlank = line.isBlank() && !endsHeaders;
            end = line.isBlank() ? line.position() : line.end();
        }
        if (candidate != null && candidate.afterBlank()) {
            lines.pushBack(candidate.line());
            return of(from, candidate.end(), linesAreQuoted);
        }
        return of(from, end, linesAreQuoted);
    }

    private Candidate candidate(Line line, long end, boolean afterBlank) {
        return FromLine.parse(line, zone)
                .map(FromLine::kind)
                .filter(found -> found == FromLineKind.DATED || found == kind)
                .map(found -> new Candidate(line, found, end, afterBlank))
                .orElse(null);
    }

    private static boolean isHeader(Line line) {
        return line.starts() && HEADER.matcher(text(line)).matches();
    }

    private static long length(Line line, long before) {
        Matcher length = LENGTH.matcher(text(line));
        return line.starts() && before < 0 && length.matches() ? Long.parseLong(length.group(1)) : before;
    }

    /** @return whether a mail can end there; reading then continues with the lines after it */
    private boolean jump(long end) throws IOException {
        if (end > file.size()) {
            return false;
        }
        LineReader behind = new LineReader(file.range(end, end + BOUNDARY), end);
        Line line = behind.next();
        while (line != null && line.isBlank()) {
            line = behind.next();
        }
        if (line != null && candidate(line, end, true) == null) {
            return false;
        }
        long next = line == null ? file.size() : line.position();
        lines = new LineReader(file.range(next, Long.MAX_VALUE), next);
        return true;
    }

    /** If an unquoted From line is found inside, the file's writer quotes none (mboxcl2). */
    private Extent counted(Line from, long begin, long end) throws IOException {
        LineReader body = new LineReader(file.range(begin, end), begin);
        for (Line line = body.next(); linesAreQuoted && line != null; line = body.next()) {
            linesAreQuoted = !(line.starts() && FromLine.startsWithFrom(line.bytes(), 0));
        }
        return of(from, end, linesAreQuoted);
    }

    private Extent of(Line from, long end, boolean quoted) {
        FromLine parsed = FromLine.parse(from, zone).orElseThrow();
        return new Extent(from.position(), parsed, from.end(), end, quoted);
    }

    private static String text(Line line) {
        return new String(line.bytes(), StandardCharsets.ISO_8859_1);
    }
}
