package ledger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import settings.Settings;

/** Renews the leases of this process' claims, three times per lease. */
@ApplicationScoped
public class LeaseKeeper {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final Ledger ledger;
    private final Map<DeliveryId, Claim> kept = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;

    @Inject
    public LeaseKeeper(Ledger ledger, Settings settings) {
        this(ledger, settings, Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lease-keeper");
            thread.setDaemon(true);
            return thread;
        }));
    }

    LeaseKeeper(Ledger ledger, Settings settings, ScheduledExecutorService timer) {
        this.ledger = ledger;
        this.timer = timer;
        long everyMillis = Math.max(1, settings.lease().toMillis() / 3);
        timer.scheduleWithFixedDelay(this::renewAll, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    public void keep(Claim claim) {
        kept.put(claim.id(), claim);
    }

    /** Releasing a claim that is not kept is no error. */
    public void letGo(DeliveryId id) {
        kept.remove(id);
    }

    private void renewAll() {
        kept.values().forEach(this::renew);
    }

    private void renew(Claim claim) {
        try {
            ledger.renew(claim);
        } catch (ClaimLost lost) {
            // even if the claim was just handed over; a worker that still uses it is refused at its next write
            kept.remove(claim.id(), claim);
        } catch (RuntimeException e) {
            // an exception would stop the timer; the next round still renews the lease in time
            LOG.warnf("lease of %s not renewed: %s", claim.id(), e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
