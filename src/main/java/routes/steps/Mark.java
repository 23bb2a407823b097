package routes.steps;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import ledger.Backoff;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.Ledger;
import ledger.Move;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import settings.Settings;

/** Steps that move the exchange's delivery: one conditional write each. */
@ApplicationScoped
public class Mark {

    private final Ledger ledger;
    private final Backoff backoff;
    private final Settings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    public Mark(Ledger ledger, Backoff backoff, Settings settings, Clock clock, MeterRegistry meters) {
        this.ledger = ledger;
        this.backoff = backoff;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
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

    /** @param reason of the delivery in the body */
    public Processor as(DeliveryStatus status, Function<Delivery, String> reason) {
        return exchange ->
                move(exchange, status, reason.apply(exchange.getMessage().getBody(Delivery.class)));
    }

    void move(Exchange exchange, DeliveryStatus status, String note) {
        Claim claim = Work.claim(exchange);
        Duration due = dueIn(status, claim);
        Move move = Move.to(status, note).dueIn(due).task(Work.task(exchange)).fetched(Work.version(exchange));
        Work.claim(exchange, ledger.move(claim, move));
        meters.counter("hikyaku.transitions", "status", status.name()).increment();
        if (status.isFinal() || status.isHandedOver()) {
            Work.settle(exchange);
        } else if (status == DeliveryStatus.RETRY) {
            Work.wantedAt(exchange, clock.instant().plus(due));
        }
    }

    private Duration dueIn(DeliveryStatus status, Claim claim) {
        return switch (status) {
            case RETRY -> backoff.after(claim.tries());
            case HANDED_OVER -> settings.sweep().taskAfter();
            default -> Duration.ZERO; // a lease
        };
    }
}
