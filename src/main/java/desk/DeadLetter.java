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
 * @param at time at which it was sent
 * @param reason empty if SQS itself moved the message there, because it was received too often
 * @param isAnnouncement whether the message is a mail's notification; the pipeline would move any other message to this
 *     queue again
 * @param deliveries the announced mail's deliveries that the ledger knows
 */
public record DeadLetter(
        String id, Instant at, String reason, boolean isAnnouncement, List<Entry> deliveries, Message message) {

    /**
     * If the message were moved back, the pipeline would treat it as a duplicate: a DEAD delivery runs again only after
     * a redrive.
     */
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
