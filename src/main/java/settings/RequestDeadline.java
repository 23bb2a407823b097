package settings;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * How long a person who asks is kept waiting: all AWS calls that a thread makes inside of {@link #within} end by the same
 * time, answered or not ({@link DeadlineInterceptor}). Work that nobody waits for has no deadline.
 */
public final class RequestDeadline {

    private static final ThreadLocal<RequestDeadline> CURRENT = new ThreadLocal<>();
    private static final RequestDeadline NONE = new RequestDeadline(System::nanoTime, 0, false);

    private final LongSupplier nanoTime;
    private final long end;
    private final boolean isSet;

    private RequestDeadline(LongSupplier nanoTime, long end, boolean isSet) {
        this.nanoTime = nanoTime;
        this.end = end;
        this.isSet = isSet;
    }

    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        return within(limit, System::nanoTime, work);
    }

    static <T> T within(Duration limit, LongSupplier nanoTime, Callable<T> work) throws Exception {
        RequestDeadline before = CURRENT.get();
        CURRENT.set(new RequestDeadline(nanoTime, nanoTime.getAsLong() + limit.toNanos(), true));
        try {
            return work.call();
        } finally {
            CURRENT.set(before);
        }
    }

    /** @return this thread's, to be given to threads that work for it */
    public static RequestDeadline current() {
        return Optional.ofNullable(CURRENT.get()).orElse(NONE);
    }

    /** Does work of a thread with this deadline in another one. */
    public void run(Runnable work) {
        RequestDeadline before = CURRENT.get();
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** @return time until the deadline, at least a millisecond; empty if there is no deadline */
    public Optional<Duration> left() {
        return isSet
                ? Optional.of(Duration.ofNanos(Math.max(1_000_000, end - nanoTime.getAsLong())))
                : Optional.empty();
    }
}
