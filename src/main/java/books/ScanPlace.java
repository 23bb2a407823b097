package books;

import java.time.Instant;

/**
 * The position that a scan of a bucket has reached.
 *
 * @param began when this scan began
 * @param inbox bucket/prefix that it is in; empty when it is at its end
 * @param after the last key that it has seen there; empty before the first
 */
public record ScanPlace(Instant began, String inbox, String after) {

    /** Before the first scan. */
    public static final ScanPlace NONE = new ScanPlace(Instant.EPOCH, "", "");

    public boolean isAtEnd() {
        return inbox.isEmpty();
    }
}
