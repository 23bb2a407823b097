package cli.runtime;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** SIGINT or SIGTERM, for work that ends where it does no harm: the process waits for that before it goes. */
@ApplicationScoped
@Unremovable
public class Interruption {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final ReentrantLock working = new ReentrantLock();

    /** From here until {@link #end} the process does not go. */
    public void begin() {
        working.lock();
    }

    public void end() {
        working.unlock();
    }

    /** @return whether the work should end; it waits that long for it to be said */
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
