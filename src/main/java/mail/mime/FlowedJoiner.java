package mail.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Joins the lines of a text that is flowed with DelSp (RFC 3676, section 4.2). A line that ends in a space continues in
 * the next line of the same quote depth, without the space. The line that begins a signature stays unchanged.
 */
final class FlowedJoiner extends OutputStream {

    private static final byte[] SIGNATURE = "-- ".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    /** The line's quote depth, and the first bytes after it. */
    private int depth;

    private int length;
    private boolean signature = true;
    private boolean inQuotes = true;

    /** A space at the current end, and the line end after it: not yet written. */
    private boolean blank;

    private final StringBuilder lineEnd = new StringBuilder();

    /** Whether the previous line continues in this one, if the quote depth is the same. */
    private boolean goesOn;

    private int depthBefore;
    private byte[] held = new byte[0];

    FlowedJoiner(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    @Override
    public void write(int b) throws IOException {
        if (b == '\r' || b == '\n') {
            startLineEnd();
            lineEnd.append((char) b);
            if (b == '\n') {
                endLine();
            }
            return;
        }
        if (lineEnd.length() > 0) {
            endLine(); // a CR alone
        }
        if (inQuotes && b == '>') {
            depth++;
            return;
        }
        if (inQuotes) {
            inQuotes = false;
            boolean joined = goesOn && depth == depthBefore;
            startLine(joined);
            if (b == ' ') { // space-stuffed (RFC 3676, 4.4)
                out.write(SIGNATURE, SIGNATURE.length - 1, joined ? 0 : 1);
                return;
            }
        }
        content(b);
    }

    private void content(int b) throws IOException {
        if (blank) {
            out.write(' ');
            blank = false;
        }
        signature &= length < SIGNATURE.length && b == SIGNATURE[length];
        length++;
        if (b == ' ') {
            blank = true;
        } else {
            out.write(b);
        }
    }

    /** Writes what was held back from the previous line, unless this line continues it. */
    private void startLine(boolean joined) throws IOException {
        if (!joined) {
            if (goesOn) {
                out.write(' ');
                out.write(held);
            }
            for (int i = 0; i < depth; i++) {
                out.write('>');
            }
        }
        goesOn = false;
    }

    private void startLineEnd() throws IOException {
        if (inQuotes) {
            inQuotes = false;
            startLine(false);
        }
    }

    private void endLine() throws IOException {
        byte[] end = lineEnd.toString().getBytes(StandardCharsets.US_ASCII);
        lineEnd.setLength(0);
        boolean isSignature = signature && length == SIGNATURE.length;
        goesOn = blank && !isSignature;
        if (goesOn) {
            held = end;
        } else {
            if (blank) {
                out.write(' ');
            }
            out.write(end);
        }
        blank = false;
        depthBefore = depth;
        depth = 0;
        length = 0;
        signature = true;
        inQuotes = true;
    }

    /** Ends the text; does not close the output. */
    @Override
    public void close() throws IOException {
        if (lineEnd.length() > 0) {
            endLine();
        }
        if (goesOn || inQuotes && depth > 0) {
            startLine(false);
        }
        if (blank) {
            out.write(' ');
        }
        out.flush();
    }
}
