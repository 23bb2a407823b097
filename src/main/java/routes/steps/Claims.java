package routes.steps;

import jakarta.inject.Singleton;
import ledger.ClaimOwner;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.LeaseKeeper;
import ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import watch.MailCounters;
import watch.Metric;
import work.Work;

/**
 * Adapts Camel's duplicate check to the ledger. A settled delivery is a duplicate. A delivery that another worker has
 * claimed is not a duplicate, because that worker may fail: {@link ClaimedElsewhere} keeps its message in the queue.
 */
@Singleton
public class Claims implements IdempotentRepository {

    private final Ledger ledger;
    private final LeaseKeeper leases;
    private final ClaimOwner owner;
    private final MailCounters counts;

    public Claims(Ledger ledger, LeaseKeeper leases, ClaimOwner owner, MailCounters counts) {
        this.ledger = ledger;
        this.leases = leases;
        this.owner = owner;
        this.counts = counts;
    }

    /** @return whether this process may work on the delivery in the exchange's body; false for a duplicate */
    @Override
    public boolean add(Exchange exchange, String key) {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        LogFields.set(exchange, delivery.id());
        ClaimResult answer = ledger.claim(delivery, owner.name());
        counts.add(Metric.CLAIMS, kind(answer));
        if (answer instanceof ClaimResult.Claimed claimed) {
            OnWork.begin(exchange, claimed.claim());
            leases.keep(claimed.claim());
            return true;
        }
        if (answer instanceof ClaimResult.NotYet busy) {
            throw new ClaimedElsewhere(busy.until());
        }
        OnWork.set(exchange, OnWork.of(exchange).settle());
        return false;
    }

    /** The route's mark steps have written the status. */
    @Override
    public boolean confirm(Exchange exchange, String key) {
        return letGo(exchange);
    }

    @Override
    public boolean remove(Exchange exchange, String key) {
        return letGo(exchange);
    }

    /** The ledger is not a cache: a button in JMX must not delete it. */
    @Override
    public void clear() {
        throw new UnsupportedOperationException("the ledger must not be cleared");
    }

    @Override
    public boolean add(String key) {
        throw needsExchange();
    }

    @Override
    public boolean contains(String key) {
        throw needsExchange();
    }

    @Override
    public boolean remove(String key) {
        throw needsExchange();
    }

    @Override
    public boolean confirm(String key) {
        throw needsExchange();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    private static String kind(ClaimResult answer) {
        if (answer instanceof ClaimResult.Claimed claimed) {
            return claimed.takenOver() ? "takeover" : "granted";
        }
        return answer instanceof ClaimResult.Settled ? "duplicate" : "busy";
    }

    private boolean letGo(Exchange exchange) {
        Work work = OnWork.of(exchange);
        if (work.hasClaim()) {
            leases.letGo(work.claim().id());
        }
        return true;
    }

    private static UnsupportedOperationException needsExchange() {
        return new UnsupportedOperationException("a claim needs the delivery in an exchange");
    }
}
