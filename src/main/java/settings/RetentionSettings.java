package settings;

import java.time.Duration;
import java.util.Optional;

/** How long what belongs to a delivery is kept after it was over (DONE, FAILED, DEAD, DROPPED). Each shorter than the rows are kept. */
public interface RetentionSettings {

    /** The raw mail; without it nothing can be redriven. Absent: until the bucket's lifecycle takes it. */
    Optional<Duration> raw();

    /** The parts and their manifest. Likewise. */
    Optional<Duration> parts();

    /** All but the status line, as {@code hikyaku forget} does: what is kept of raw mail and parts goes too. Absent: as long as the rows. */
    Optional<Duration> fields();
}
