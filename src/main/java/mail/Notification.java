package mail;

import java.time.Instant;
import java.util.List;

/**
 * What the cloud said about one mail that arrived.
 *
 * @param mail the SES {@code messageId}, the mail's id everywhere in Hikyaku
 * @param receivedAt when SES received it
 * @param sender envelope sender (MAIL FROM), empty for a bounce
 * @param recipients envelope recipients (RCPT TO) in lower case, each once; empty when the notification does not carry
 *     the envelope (an S3 event), then {@link ReceivedHeader} may know
 * @param raw where the mail lies
 * @param verdicts what SES found out about it
 * @param messageId what the sender's system calls it (RFC 5322, 3.6.4), without angle brackets; empty if it has none, or
 *     if nobody has looked into the mail
 */
public record Notification(
        String mail,
        Instant receivedAt,
        String sender,
        List<String> recipients,
        RawMail raw,
        Verdicts verdicts,
        String messageId) {

    public Notification {
        recipients = List.copyOf(recipients);
    }

    /** Announced by something that knows the object alone. */
    public static Notification ofObject(String mail, Instant receivedAt, RawMail raw) {
        return new Notification(mail, receivedAt, "", List.of(), raw, Verdicts.UNKNOWN, "");
    }

    /** With what the receiving host wrote on top of the mail, in the place of an envelope. */
    public Notification with(Envelope envelope) {
        return new Notification(
                mail,
                receivedAt,
                envelope.sender(),
                envelope.recipients(),
                raw,
                envelope.verdicts(),
                envelope.messageId());
    }

    /** The same mail to some of its recipients, as it lies there for them. */
    public Notification at(RawMail place, List<String> some) {
        return new Notification(mail, receivedAt, sender, some, place, verdicts, messageId);
    }

    public boolean hasNoEnvelope() {
        return recipients.isEmpty();
    }
}
