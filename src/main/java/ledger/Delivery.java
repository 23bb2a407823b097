package ledger;

import java.time.Instant;
import mail.Notification;
import mail.RawMail;
import mail.Verdicts;
import mail.WrittenHeaders;

/**
 * One mail to one recipient: the unit of status, idempotency, retry and redrive.
 *
 * @param sender the envelope sender, empty for a bounce
 * @param receivedAt when SES received the mail
 * @param verdicts SES' verdicts about the mail
 * @param messageId the message id, as in {@link Notification#messageId}
 * @param set the set that the recipient's domain belongs to, empty while unknown
 * @param tenant the recipient's shop, empty while no alias leads to one
 * @param headers the headers for searches; those from the ledger have no subject
 */
public record Delivery(
        DeliveryId id,
        String sender,
        Instant receivedAt,
        RawMail raw,
        Verdicts verdicts,
        String messageId,
        String set,
        String tenant,
        WrittenHeaders headers) {

    /** A delivery of a mail whose headers are unknown. */
    public Delivery(
            DeliveryId id,
            String sender,
            Instant receivedAt,
            RawMail raw,
            Verdicts verdicts,
            String messageId,
            String set,
            String tenant) {
        this(id, sender, receivedAt, raw, verdicts, messageId, set, tenant, WrittenHeaders.NONE);
    }

    /** A delivery of a mail about which nothing else is known. */
    public static Delivery of(DeliveryId id, String sender, Instant receivedAt, RawMail raw) {
        return new Delivery(id, sender, receivedAt, raw, Verdicts.UNKNOWN, "", "", "");
    }

    public static Delivery of(Notification mail, String recipient) {
        return new Delivery(
                new DeliveryId(mail.mail(), recipient),
                mail.sender(),
                mail.receivedAt(),
                mail.raw(),
                mail.verdicts(),
                mail.messageId(),
                "",
                "",
                mail.headers());
    }

    public Delivery in(String set, String tenant) {
        return new Delivery(id, sender, receivedAt, raw, verdicts, messageId, set, tenant, headers);
    }

    /** @return the delivery with the version of the fetched object */
    Delivery of(RawMail other) {
        return new Delivery(id, sender, receivedAt, other, verdicts, messageId, set, tenant, headers);
    }

    /** The version fetched first is kept. */
    Delivery fetched(String version) {
        return raw.version().isEmpty() ? of(new RawMail(raw.bucket(), raw.key(), version)) : this;
    }

    /** @return whether no alias leads to a command */
    public boolean leadsNowhere() {
        return tenant.isEmpty();
    }
}
