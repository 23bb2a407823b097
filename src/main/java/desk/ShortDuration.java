package desk;

import java.time.Duration;
import java.time.Instant;

/** A duration in a few characters, the same on pages and in terminals: 850ms, 3.4s, 12s, 3m12s, 2h5m, 4d3h. */
public final class ShortDuration {

    private static final long SHOWN_WITH_TENTHS = 10_000;

    private ShortDuration() {}

    /** @return 0ms if {@code to} is before {@code from}: the times come from two clocks */
    public static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }

    /** @return 0ms for a negative duration */
    public static String of(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis + "ms";
        }
        if (millis < SHOWN_WITH_TENTHS && millis % 1000 >= 100) {
            return millis / 1000 + "." + millis % 1000 / 100 + "s";
        }
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toHours() == 0) {
            return duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
        }
        return duration.toDays() == 0
                ? duration.toHours() + "h" + duration.toMinutesPart() + "m"
                : duration.toDays() + "d" + duration.toHoursPart() + "h";
    }
}
