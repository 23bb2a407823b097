package desk;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Spaces steps evenly to keep within a rate. After a delay, it does not run faster to catch up. */
public final class RateLimit {

    private final long interval;
    private final LongSupplier nanoTime;
    private long next;

    /** @param nanoTime {@link System#nanoTime}, or a test's clock */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Records that another step begins. */
    public void step() {
        long now = nanoTime.getAsLong();
        next = Math.max(next, now) + interval;
    }

    /** @return how long to wait before the next step */
    public Duration untilNext() {
        return Duration.ofNanos(Math.max(0, next - nanoTime.getAsLong()));
    }
}
