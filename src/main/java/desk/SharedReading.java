package desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import settings.RequestDeadline;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A value that is read once for all callers within a few seconds. A caller that waits for another caller's read waits no longer than its own deadline.
 */
final class SharedReading<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Duration fresh;
    private final Clock clock;
    private final Function<Instant, T> reader;
    private T value;
    private Instant readAt = Instant.EPOCH;

    /** @param reader receives the time of the read */
    SharedReading(Duration fresh, Clock clock, Function<Instant, T> reader) {
        this.fresh = fresh;
        this.clock = clock;
        this.reader = reader;
    }

    /** @throws SdkClientException if another caller is reading and the deadline ends first */
    T get() {
        take();
        try {
            Instant now = clock.instant();
            if (readAt.plus(fresh).isBefore(now)) {
                value = reader.apply(now);
                readAt = now;
            }
            return value;
        } finally {
            lock.unlock();
        }
    }

    private void take() {
        Duration patience = RequestDeadline.current().left().orElse(Duration.ofDays(1));
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw SdkClientException.create("another request is still reading the same value");
    }
}
