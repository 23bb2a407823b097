package work;

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

/** Writes the dead letter of a delivery that is given up. */
@ApplicationScoped
public class DeadLetters {

    private final Backoff backoff;
    private final Deliveries deliveries;

    public DeadLetters(Backoff backoff, Deliveries deliveries) {
        this.backoff = backoff;
        this.deliveries = deliveries;
    }

    /**
     * A notification of this single delivery, in SES' form: if it is moved back to the receive queue, it is read like
     * any other.
     */
    public DeadLetterText write(Work work) {
        Claim claim = work.claim();
        String decided = work.decision().reason();
        return DeadLetterText.of(
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
