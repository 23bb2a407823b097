package settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a delivery's data is kept after the delivery has ended (DONE, FAILED, DEAD, DROPPED). Each must be shorter
 * than the retention of the rows.
 */
public interface RetentionSettings {

    /** The raw mail; without it the delivery cannot be redriven. Absent: until the bucket's lifecycle deletes it. */
    Optional<Duration> raw();

    /** The parts and their manifest. Absent: until the bucket's lifecycle deletes them. */
    Optional<Duration> parts();

    /**
     * Everything but the status row, as {@code hikyaku forget} deletes: also any raw mail and parts still kept. Absent:
     * as long as the rows.
     */
    Optional<Duration> fields();
}
