package books;

import java.time.Instant;

/**
 * The position that a scan of a bucket has reached.
 *
 * @param began when this scan began
 * @param inbox the bucket/prefix that the scan has reached; empty at the end of the scan
 * @param after the last key that the scan has read there; empty before the first
 */
public record ScanPlace(Instant began, String inbox, String after) {

    /** Before the first scan. */
    public static final ScanPlace NONE = new ScanPlace(Instant.EPOCH, "", "");

    public boolean isAtEnd() {
        return inbox.isEmpty();
    }
}
