package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import ledger.Backoff;
import ledger.Claim;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.Entry;
import mail.Notification;
import mail.NotificationWriter;
import org.apache.camel.Exchange;

/** Steps that make messages for the dead-letter queue: what failed in the body, why in the attribute {@code reason}. */
@ApplicationScoped
public class DeadLetters {

    private static final String REASON = "reason";

    private final Backoff backoff;
    private final Deliveries deliveries;

    public DeadLetters(Backoff backoff, Deliveries deliveries) {
        this.backoff = backoff;
        this.deliveries = deliveries;
    }

    /** The message as it came, with the reason. */
    public void attachReason(Exchange exchange) {
        set(exchange, exchange.getMessage().getBody(String.class), Reason.of(exchange));
    }

    private static void set(Exchange exchange, String body, String reason) {
        DeadLetterText letter = DeadLetterText.of(body == null ? "" : body, reason);
        exchange.getMessage().setBody(letter.body());
        exchange.getMessage().setHeader(REASON, letter.reason());
    }

    /**
     * A notification of this one delivery, in the shape in which SES announces a mail: moved back to the receive queue,
     * it is read like any other.
     */
    public void write(Exchange exchange) {
        Claim claim = Work.claim(exchange);
        String decided = Work.decision(exchange).reason();
        set(
                exchange,
                NotificationWriter.write(notification(claim.delivery())),
                backoff.isOver(claim.tries()) ? lastFailure(claim, decided) : decided);
    }

    private String lastFailure(Claim claim, String otherwise) {
        return deliveries
                .find(claim.id())
                .flatMap(entry -> entry.timeline().stream()
                        .filter(event -> event.status() == DeliveryStatus.RETRY)
                        .reduce((earlier, later) -> later))
                .map(Entry.Event::note)
                .filter(note -> !note.isBlank())
                .orElse(otherwise);
    }

    private static Notification notification(Delivery delivery) {
        return new Notification(
                delivery.id().mail(),
                delivery.receivedAt(),
                delivery.sender(),
                List.of(delivery.id().recipient()),
                delivery.raw(),
                delivery.verdicts(),
                delivery.messageId());
    }
}
