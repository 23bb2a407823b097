package courier;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import ledger.Claim;
import ledger.ClaimOwner;
import ledger.ClaimResult;
import ledger.LeaseKeeper;
import ledger.Ledger;
import org.jboss.logging.Logger;
import tasks.CurrentTask;
import watch.MailCounters;
import watch.Metric;

/** Starts attempts: the ledger grants each attempt to one courier. */
@ApplicationScoped
public class Starts {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    private final Ledger ledger;
    private final LeaseKeeper leases;
    private final CourierScope ownWork;
    private final MailCounters counts;
    private final ClaimOwner owner;
    private final CurrentTask task;

    public Starts(
            Ledger ledger,
            LeaseKeeper leases,
            CourierScope ownWork,
            MailCounters counts,
            ClaimOwner owner,
            CurrentTask task) {
        this.ledger = ledger;
        this.leases = leases;
        this.ownWork = ownWork;
        this.counts = counts;
        this.owner = owner;
        this.task = task;
    }

    /** @return whether the order is for this courier's set; an order of another set is counted and logged */
    public boolean accepts(WorkOrder order) {
        if (ownWork.has(order.id())) {
            return true;
        }
        counts.add(Metric.CLAIMS, "not-ours");
        LOG.warnf("%s: refused, its recipient's domain is not in this courier's set", order.id());
        return false;
    }

    /**
     * Records RUNNING in the ledger.
     *
     * @param nonce identifies this start, even when the start is repeated
     * @return the claim; empty if the attempt has a courier already, or has ended
     */
    public Optional<Claim> start(WorkOrder order, String nonce) {
        ClaimResult answer = ledger.start(order.id(), order.attempt(), owner.name(), task.arn(), nonce);
        if (answer instanceof ClaimResult.Claimed claimed) {
            return Optional.of(claimed.claim());
        }
        LOG.infof("%s: nothing to do, %s", order.id(), answer);
        return Optional.empty();
    }

    /**
     * Renews the claim's lease from now on.
     *
     * @throws archive.MailOutsideInbox if the mail is not in the inbox of the delivery's set
     */
    public void keep(Claim claim) {
        leases.keep(claim);
        ownWork.checkMail(claim.delivery());
    }

    public void letGo(Claim claim) {
        leases.letGo(claim.id());
    }
}
