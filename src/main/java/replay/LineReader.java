package replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The lines of a stream with their line ends. A line that is longer than the buffer is split into pieces. */
final class LineReader {

    /** @param starts whether the line begins here; otherwise this is a further piece of it */
    record Line(long position, boolean starts, byte[] bytes) {

        boolean isBlank() {
            return starts && (bytes[0] == '\n' || bytes[0] == '\r' && bytes.length == 2 && bytes[1] == '\n');
        }

        /** @return whether the line belongs to the header line before it */
        boolean isContinued() {
            return starts && (bytes[0] == ' ' || bytes[0] == '\t');
        }

        long end() {
            return position + bytes.length;
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[65_536];
    private int from;
    private int filled;
    private long position;
    private boolean starts = true;
    private final Deque<Line> ahead = new ArrayDeque<>();

    /** @param position the position of the stream's first byte, where a line begins */
    LineReader(InputStream in, long position) {
        this.in = in;
        this.position = position;
    }

    /** @return the next line, null at the end */
    Line next() throws IOException {
        return ahead.isEmpty() ? read() : ahead.pop();
    }

    /** Makes {@code next} return the line again. */
    void pushBack(Line line) {
        ahead.push(line);
    }

    private Line read() throws IOException {
        int feed = lineFeed(from);
        while (feed < 0 && refill()) {
            feed = lineFeed(from);
        }
        int to = feed < 0 ? filled : feed + 1;
        if (to == from) {
            return null;
        }
        Line line = new Line(position, starts, Arrays.copyOfRange(buffer, from, to));
        position += to - from;
        starts = feed >= 0;
        from = to;
        return line;
    }

    private int lineFeed(int start) {
        for (int i = start; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** @return whether bytes were added; false if the buffer is full, or the stream has ended */
    private boolean refill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        int read = filled == buffer.length ? -1 : in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }
}
