package desk;

import static ledger.DeliveryStatus.DEAD;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import ledger.Entry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A message of the dead-letter queue.
 *
 * @param at when it was sent
 * @param reason empty if SQS itself moved the message there: it was received too often
 * @param isAnnouncement whether it announces a mail; the pipeline would set any other message aside again
 * @param deliveries those of the announced mail that the ledger knows
 */
public record DeadLetter(
        String id, Instant at, String reason, boolean isAnnouncement, List<Entry> deliveries, Message message) {

    /** Moved back, the message would be a duplicate to the pipeline: a DEAD delivery runs again only if it is redriven. */
    public boolean isDead() {
        return !dead().isEmpty();
    }

    public List<Entry> dead() {
        return deliveries.stream().filter(entry -> entry.status() == DEAD).toList();
    }

    public String line() {
        String cause = reason.isEmpty() ? "received too often" : reason;
        return DeliveryText.plain("%s  %s  %s  %s".formatted(id, DeliveryText.time(at), cause, about()));
    }

    private String about() {
        if (!isAnnouncement) {
            return "not an announcement";
        }
        return deliveries.isEmpty()
                ? "not known to the ledger"
                : deliveries.stream()
                        .map(entry -> entry.claim().id() + " " + entry.status())
                        .collect(Collectors.joining(", "));
    }
}
