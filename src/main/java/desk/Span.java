package desk;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time in few letters: 850ms, 12s, 3m12s, 2h5m, 4d3h. */
final class Span {

    private Span() {}

    /** @return 0ms if it goes backwards: two clocks */
    static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        if (time.isNegative()) {
            return "0ms";
        }
        if (time.toSeconds() == 0) {
            return time.toMillis() + "ms";
        }
        if (time.toMinutes() == 0) {
            return time.toSeconds() + "s";
        }
        if (time.toHours() == 0) {
            return time.toMinutes() + "m" + time.toSecondsPart() + "s";
        }
        return time.toDays() == 0
                ? time.toHours() + "h" + time.toMinutesPart() + "m"
                : time.toDays() + "d" + time.toHoursPart() + "h";
    }
}
