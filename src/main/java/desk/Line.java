package desk;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import ledger.Delivery;
import ledger.Entry;

/**
 * A delivery in one line of a list. With sender and recipient, by which operators are asked for it: for their eyes, and
 * never for a log.
 *
 * @param since when it got its status
 */
@RegisterForReflection
public record Line(
        String received,
        String status,
        String since,
        int attempt,
        String set,
        String tenant,
        String recipient,
        String sender,
        String mail,
        String id) {

    public static Line of(Entry entry) {
        Delivery delivery = entry.delivery();
        return new Line(
                time(delivery.receivedAt()),
                entry.status().name(),
                time(entry.last().at()),
                entry.claim().attempt(),
                delivery.set(),
                delivery.tenant(),
                delivery.id().recipient(),
                delivery.sender(),
                delivery.id().mail(),
                delivery.id().toString());
    }

    public String text(Instant now) {
        return plain("%s  %-11s %6s  attempt %d  %s/%s  to %s  from <%s>  %s"
                .formatted(
                        received,
                        status,
                        Span.between(Instant.parse(since), now),
                        attempt,
                        set,
                        tenant,
                        recipient,
                        sender,
                        id));
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** What a sender or a program wrote must not steer a terminal. */
    public static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
