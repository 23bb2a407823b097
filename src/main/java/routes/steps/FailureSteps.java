package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import ledger.ClaimLost;
import ledger.DeliveryStatus;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.jboss.logging.Logger;
import settings.Settings;
import tasks.TaskRefused;
import watch.MailCounters;
import watch.Metric;
import work.Work;

/** Steps of the failure paths: count, report, keep. */
@ApplicationScoped
public class FailureSteps {

    private static final Logger LOG = Logger.getLogger("hikyaku.failures");

    private final MailCounters counts;
    private final Settings settings;
    private final Clock clock;

    public FailureSteps(MailCounters counts, Settings settings, Clock clock) {
        this.counts = counts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counters and logs contain ids, route and reason. */
    public void count(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String route = exchange.getProperty(Exchange.FAILURE_ROUTE_ID, "", String.class);
        counts.add(Metric.FAILURES, route, Reason.kind(failure));
        if (failure instanceof ClaimLost) {
            counts.add(Metric.CLAIMS, "lost");
        }
        Work work = OnWork.of(exchange);
        String id = work.hasClaim() ? work.claim().id().toString() : "unclaimed";
        LOG.warnf("%s failed in %s: %s", id, route, Reason.of(failure));
        LOG.debug("stack trace", failure);
    }

    /** The worker with the claim may fail, so the message is needed again when the claim ends. */
    public void waitForClaim(Exchange exchange) {
        ClaimedElsewhere busy = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ClaimedElsewhere.class);
        OnWork.set(exchange, OnWork.of(exchange).wantedAgainAt(busy.until()));
    }

    /** The claim stays: when its lease ends, the same attempt is repeated with the same client token. */
    public void waitForLease(Exchange exchange) {
        Instant leaseEnds = clock.instant().plus(settings.lease());
        OnWork.set(exchange, OnWork.of(exchange).wantedAgainAt(leaseEnds));
    }

    /** RunTask was refused; sets the resulting status of the delivery. */
    public static Predicate refusedAs(DeliveryStatus status) {
        return exchange -> {
            TaskRefused refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TaskRefused.class);
            return refused != null
                    && refused.next() == status
                    && OnWork.of(exchange).hasClaim();
        };
    }
}
