package courier;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import settings.Settings;

/** Ends a courier's process when its work is done and the ledger has every outcome. */
@ApplicationScoped
public class CourierEnd {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    private final UnwrittenOutcomes outcomes;
    private final Settings settings;
    private final Clock clock;

    private volatile Instant lastWork;
    private volatile Integer exitCode;

    public CourierEnd(UnwrittenOutcomes outcomes, Settings settings, Clock clock) {
        this.outcomes = outcomes;
        this.settings = settings;
        this.clock = clock;
        this.lastWork = clock.instant();
    }

    /** Records that an attempt has ended, with any result. */
    public void worked() {
        lastWork = clock.instant();
    }

    /**
     * Called when a courier for a single delivery has finished. The process ends with this exit code, so that ECS shows
     * it.
     */
    public void leaveWith(int exitCode) {
        this.exitCode = exitCode;
        leaveWhenWritten();
    }

    /** Ends the process if its only delivery is finished and the ledger has the outcome. */
    public void leaveWhenWritten() {
        if (exitCode != null && outcomes.isEmpty()) {
            Quarkus.asyncExit(exitCode);
        }
    }

    /** Ends the process if it has been idle for long enough. */
    public void leaveWhenIdle() {
        Instant enough = lastWork.plus(settings.courier().idle());
        if (clock.instant().isAfter(enough) && outcomes.isEmpty()) {
            LOG.info("the courier ends: no work has arrived for a while");
            Quarkus.asyncExit(0);
        }
    }
}
