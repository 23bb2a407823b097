package local;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many deliveries have arrived: one line, which a terminal writes over. Knows for how long none has moved. */
final class WorkInProgress {

    private final PrintStream out;
    private final Clock clock;
    private final boolean overwrites;
    private Instant moved;
    private long events = -1;
    private String shown = "";

    /** @param overwrites false where each line stays, as in a file: only the last one is written there */
    WorkInProgress(PrintStream out, Clock clock, boolean overwrites) {
        this.out = out;
        this.clock = clock;
        this.overwrites = overwrites;
        this.moved = clock.instant();
    }

    /** @param events all that has happened to them so far: one more, and they have moved */
    void look(long arrived, long total, long events) {
        if (events != this.events) {
            this.events = events;
            moved = clock.instant();
        }
        String line = "  %d of %d deliveries are where they go".formatted(arrived, total);
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
