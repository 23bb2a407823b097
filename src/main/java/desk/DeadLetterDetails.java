package desk;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** A message of the dead-letter queue as {@code dead-letters --json} writes it. */
@RegisterForReflection
public record DeadLetterDetails(
        String id, Instant at, String reason, boolean announcement, List<DeliveryDetails> deliveries) {

    public static DeadLetterDetails of(DeadLetter letter, DeliveryReader reader) {
        return new DeadLetterDetails(
                letter.id(),
                letter.at(),
                letter.reason(),
                letter.isAnnouncement(),
                letter.deliveries().stream().map(reader::details).toList());
    }
}
