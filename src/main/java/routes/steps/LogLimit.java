package routes.steps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Lets through one line of each kind per minute, with the number of lines suppressed since the previous one. */
final class LogLimit {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Consumer<String> log;
    private final Map<String, LineCount> lines = new ConcurrentHashMap<>();

    LogLimit(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    private record LineCount(Instant last, long leftOut) {}

    /** @param kind one of a few: a set, a kind of failure; never an id */
    void line(String kind, String line) {
        lines.compute(kind, (same, before) -> next(before, line));
    }

    private LineCount next(LineCount before, String line) {
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.last().plus(PAUSE))) {
            return new LineCount(before.last(), before.leftOut() + 1);
        }
        boolean noneLeftOut = before == null || before.leftOut() == 0;
        log.accept(noneLeftOut ? line : line + " (and " + before.leftOut() + " more of this kind since the last line)");
        return new LineCount(now, 0);
    }
}
