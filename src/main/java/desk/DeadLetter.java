package desk;

import static ledger.DeliveryStatus.DEAD;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ledger.Entry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A message of the dead-letter queue, as it lies there.
 *
 * @param at when it was sent
 * @param reason empty if nobody wrote one: SQS itself has put it aside
 * @param isAnnouncement whether it announces a mail; if not, the pipeline would only set it aside again
 * @param deliveries that it announces and the ledger knows
 */
public record DeadLetter(
        String id, Instant at, String reason, boolean isAnnouncement, List<Entry> deliveries, Message message) {

    /** Moved back, it is a duplicate to the pipeline: nobody works on what is DEAD unless it is redriven. */
    public boolean isDead() {
        return !dead().isEmpty();
    }

    public List<Entry> dead() {
        return deliveries.stream().filter(entry -> entry.status() == DEAD).toList();
    }

    public String line() {
        String cause = reason.isEmpty() ? "received too often" : reason;
        return Line.plain("%s  %s  %s  %s".formatted(id, Line.time(at), cause, about()));
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

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("at", Line.time(at));
        json.put("reason", reason);
        json.put("announcement", isAnnouncement);
        json.put("deliveries", deliveries.stream().map(Line::of).toList());
        return json;
    }
}
