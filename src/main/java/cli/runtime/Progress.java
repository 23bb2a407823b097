package cli.runtime;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Reports the progress of a long command, at most once a second. */
public final class Progress {

    private final PrintStream to;
    private final LongSupplier nanoTime;
    private final long start;
    private long told;

    /** @param nanoTime {@link System#nanoTime}, or a test's clock */
    public Progress(PrintStream to, LongSupplier nanoTime) {
        this.to = to;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.told = start;
    }

    /** @param done a past participle for what the command did with the items: {@code sent} */
    public void tell(int read, int count, String done) {
        long now = nanoTime.getAsLong();
        if (now - told >= TimeUnit.SECONDS.toNanos(1)) {
            told = now;
            double seconds = (now - start) / (double) TimeUnit.SECONDS.toNanos(1);
            to.printf("%d read, %d %s, %.1f a second%n", read, count, done, count / seconds);
        }
    }
}
