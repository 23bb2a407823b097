package routes.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import ledger.Backoff;
import ledger.Claim;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.Entry;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Steps that make messages for the dead-letter queue: what failed in the body, why in the attribute {@code reason}. */
@ApplicationScoped
public class DeadLetters {

    private static final String REASON = "reason";

    private final ObjectMapper json = new ObjectMapper();
    private final Backoff backoff;
    private final Deliveries deliveries;

    public DeadLetters(Backoff backoff, Deliveries deliveries) {
        this.backoff = backoff;
        this.deliveries = deliveries;
    }

    /** The message as it came, with the reason. */
    public void attachReason(Exchange exchange) {
        exchange.getMessage().setHeader(REASON, Reason.of(exchange));
    }

    /**
     * A notification of this one delivery, in the shape in which SES announces a mail: moved back to the receive queue,
     * it is read like any other.
     */
    public void write(Exchange exchange) throws JsonProcessingException {
        Claim claim = Work.claim(exchange);
        Message message = exchange.getMessage();
        message.setBody(json.writeValueAsString(notification(claim.delivery())));
        String decided = Work.decision(exchange).reason();
        message.setHeader(REASON, backoff.isOver(claim.tries()) ? lastFailure(claim, decided) : decided);
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

    private static Map<String, Object> notification(Delivery delivery) {
        return Map.of(
                "notificationType",
                "Received",
                "mail",
                Map.of(
                        "messageId", delivery.id().mail(),
                        "timestamp", delivery.receivedAt().toString(),
                        "source", delivery.sender()),
                "receipt",
                Map.of(
                        "recipients",
                        List.of(delivery.id().recipient()),
                        "action",
                        Map.of(
                                "type", "S3",
                                "bucketName", delivery.raw().bucket(),
                                "objectKey", delivery.raw().key())));
    }
}
