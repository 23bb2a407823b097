package local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for the result of another process. */
public final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration SHORT_INTERVAL = Duration.ofMillis(20);

    private Waiting() {}

    /** Fails if the result does not appear in time, or cannot be checked. */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, PATIENCE, condition);
    }

    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        until(what, patience, INTERVAL, condition);
    }

    /** Checks more often: for a cheap check of what takes less than a second, hundreds of times. */
    public static void closely(String what, Callable<Boolean> condition) {
        until(what, PATIENCE, SHORT_INTERVAL, condition);
    }

    private static void until(String what, Duration patience, Duration interval, Callable<Boolean> condition) {
        Instant end = Instant.now().plus(patience);
        while (!holds(condition)) {
            assertThat(Instant.now()).as(what).isBefore(end);
            LockSupport.parkNanos(interval.toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
