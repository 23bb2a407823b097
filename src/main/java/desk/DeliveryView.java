package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import ledger.Entry;

/**
 * A delivery as pages, API and command line show it. Times are ISO 8601, UTC.
 *
 * @param id for logs and links: gives no address away
 * @param mail SES message id
 * @param key the part of the id behind the mail's: with it, the delivery's place below /desk and /api
 * @param messageId what the sender's system called it; empty if it is not known
 * @param since when it got its status
 * @param dueAt when somebody takes it up next; absent if it has ended
 * @param task ARN, or the work queue that has it; absent if neither
 * @param trace id of its OpenTelemetry trace, whether anybody collects them or not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        String id,
        String mail,
        String key,
        String recipient,
        String sender,
        String messageId,
        String set,
        String tenant,
        String status,
        int attempt,
        Instant receivedAt,
        Instant since,
        Instant dueAt,
        String task,
        String trace,
        List<EventView> timeline) {

    /** @param at when; by who wrote it; note in the words of whoever did */
    public record EventView(Instant at, String status, String by, String note) {}

    public static DeliveryView of(Entry entry) {
        String id = entry.claim().id().toString();
        var delivery = entry.delivery();
        return new DeliveryView(
                id,
                delivery.id().mail(),
                id.substring(id.indexOf('/') + 1),
                delivery.id().recipient(),
                delivery.sender(),
                delivery.messageId(),
                delivery.set(),
                delivery.tenant(),
                entry.status().name(),
                entry.claim().attempt(),
                delivery.receivedAt(),
                entry.last().at(),
                entry.dueAt(),
                entry.task(),
                delivery.id().trace().id(),
                entry.timeline().stream()
                        .map(event -> new EventView(event.at(), event.status().name(), event.by(), event.note()))
                        .toList());
    }

    public String note() {
        return timeline.get(timeline.size() - 1).note();
    }
}
