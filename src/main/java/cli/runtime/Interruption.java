package cli.runtime;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Handles SIGINT or SIGTERM for work that must stop at a safe point: the process waits for that work before it ends.
 */
@ApplicationScoped
@Unremovable
public class Interruption {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final ReentrantLock working = new ReentrantLock();

    /** The process does not end between this call and {@link #end}. */
    public void begin() {
        working.lock();
    }

    public void end() {
        working.unlock();
    }

    /** Waits for a signal, at most for this time. @return whether the work should stop */
    public boolean isAskedWithin(Duration time) {
        try {
            return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void ask(@Observes ShutdownEvent end) {
        asked.countDown();
        working.lock();
        working.unlock();
    }
}
