package ledger;

import java.time.Instant;
import mail.RawMail;

/**
 * One mail on its way to one recipient: the unit of status, idempotency, retry and redrive.
 *
 * @param sender envelope sender, empty for a bounce
 * @param receivedAt when SES received the mail
 * @param set the recipient's set, empty as long as nobody knows it
 * @param tenant the recipient's shop, empty likewise
 */
public record Delivery(DeliveryId id, String sender, Instant receivedAt, RawMail raw, String set, String tenant) {

    public static Delivery of(DeliveryId id, String sender, Instant receivedAt, RawMail raw) {
        return new Delivery(id, sender, receivedAt, raw, "", "");
    }

    public Delivery in(String set, String tenant) {
        return new Delivery(id, sender, receivedAt, raw, set, tenant);
    }

    /** What has been fetched once stays: a known version is kept. */
    Delivery fetched(String version) {
        RawMail known = raw.version().isEmpty() ? new RawMail(raw.bucket(), raw.key(), version) : raw;
        return new Delivery(id, sender, receivedAt, known, set, tenant);
    }

    public boolean hasNoSet() {
        return set.isEmpty();
    }
}
