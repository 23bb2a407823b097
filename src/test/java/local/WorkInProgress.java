package local;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Prints how many deliveries have their expected status, in one line that a terminal overwrites. Measures the time
 * since any delivery changed.
 */
final class WorkInProgress {

    private final PrintStream out;
    private final Clock clock;
    private final boolean overwrites;
    private Instant moved;
    private long events = -1;
    private String shown = "";

    /** @param overwrites false for output where every line stays, such as a file: then only the last line is printed */
    WorkInProgress(PrintStream out, Clock clock, boolean overwrites) {
        this.out = out;
        this.clock = clock;
        this.overwrites = overwrites;
        this.moved = clock.instant();
    }

    /** @param events number of events of all deliveries; a larger number means progress */
    void look(long arrived, long total, long events) {
        if (events != this.events) {
            this.events = events;
            moved = clock.instant();
        }
        String line = "  %d of %d deliveries are as expected".formatted(arrived, total);
        if (!line.equals(shown)) {
            shown = line;
            if (overwrites) {
                out.print("\r" + line);
                out.flush();
            }
        }
    }

    Duration quiet() {
        return Duration.between(moved, clock.instant());
    }

    void end() {
        out.println(overwrites ? "" : shown);
    }
}
