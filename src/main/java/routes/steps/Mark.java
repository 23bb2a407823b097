package routes.steps;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.RETRY;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import ledger.Backoff;
import ledger.Claim;
import ledger.DeliveryStatus;
import ledger.Ledger;
import ledger.Transition;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import settings.Settings;
import watch.MailCounters;
import watch.Metric;

/** Steps that move the exchange's delivery: one conditional write each. */
@Singleton
public class Mark {

    private final Ledger ledger;
    private final Backoff backoff;
    private final Settings settings;
    private final Clock clock;
    private final MailCounters counts;

    public Mark(Ledger ledger, Backoff backoff, Settings settings, Clock clock, MailCounters counts) {
        this.ledger = ledger;
        this.backoff = backoff;
        this.settings = settings;
        this.clock = clock;
        this.counts = counts;
    }

    /** The reason is what failed in this exchange, if anything did, else what a step has noted. */
    public Processor as(DeliveryStatus status) {
        return exchange -> {
            String reason = Reason.of(exchange);
            move(exchange, status, reason.isEmpty() ? Work.takeNote(exchange) : reason);
        };
    }

    public Processor as(DeliveryStatus status, String note) {
        return exchange -> move(exchange, status, note);
    }

    /** The delivery comes again as has been decided, and not as another attempt. */
    public void waiting(Exchange exchange) {
        Duration pause = Work.decision(exchange).pause();
        move(
                exchange,
                Transition.to(RETRY, Work.takeNote(exchange)).dueIn(pause).inSameAttempt());
    }

    void move(Exchange exchange, DeliveryStatus status, String note) {
        Duration due = dueIn(status, Work.claim(exchange));
        move(
                exchange,
                Transition.to(status, note).dueIn(due).task(Work.task(exchange)).fetched(Work.version(exchange)));
    }

    private void move(Exchange exchange, Transition move) {
        DeliveryStatus status = move.to();
        Work.claim(exchange, ledger.move(Work.claim(exchange), move));
        count(exchange, status);
        if (status.isFinal() || status.isHandedOver()) {
            Work.settle(exchange);
        } else if (status == RETRY) {
            Work.wantedAt(exchange, clock.instant().plus(move.dueIn()));
        }
    }

    private void count(Exchange exchange, DeliveryStatus status) {
        String set = Work.claim(exchange).delivery().set();
        counts.add(Metric.TRANSITIONS, set, status.name(), kind(exchange, status));
    }

    /** Why it is not on its way any more: what failed, else what has been decided. */
    private static String kind(Exchange exchange, DeliveryStatus status) {
        if (status.isInWork() || status == DONE) {
            return "";
        }
        Throwable failure = Reason.failure(exchange);
        Decision decision = Work.decision(exchange);
        return failure != null ? Reason.kind(failure) : decision == null ? "task" : decision.why();
    }

    private Duration dueIn(DeliveryStatus status, Claim claim) {
        return switch (status) {
            case RETRY -> backoff.after(claim.tries());
            case HANDED_OVER -> settings.sweep().taskAfter();
            default -> Duration.ZERO; // a lease
        };
    }
}
