package settings;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * The deadline of a request that a person waits for. All AWS calls that a thread makes inside {@link #within} end by
 * that time, answered or not ({@link DeadlineInterceptor}). Work without a waiting person has no deadline.
 */
public final class RequestDeadline {

    private static final ThreadLocal<RequestDeadline> CURRENT = new ThreadLocal<>();
    private static final RequestDeadline NONE = new RequestDeadline(System::nanoTime, 0, false);

    /** The part of an answer's time that is kept for its last step. */
    private static final Duration ENOUGH = Duration.ofSeconds(2);

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

    /** @return this thread's deadline, to pass to threads that work for it */
    public static RequestDeadline current() {
        return Optional.ofNullable(CURRENT.get()).orElse(NONE);
    }

    /** Runs work with this deadline in another thread. */
    public void run(Runnable work) {
        RequestDeadline before = CURRENT.get();
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** @return whether another step may begin: more than two seconds are left, or there is no deadline */
    public boolean hasTime() {
        return left().map(left -> left.compareTo(ENOUGH) > 0).orElse(true);
    }

    /** @return time until the deadline, at least a millisecond; empty if there is no deadline */
    public Optional<Duration> left() {
        return isSet
                ? Optional.of(Duration.ofNanos(Math.max(1_000_000, end - nanoTime.getAsLong())))
                : Optional.empty();
    }
}
