package mail;

import java.time.Instant;
import java.util.List;

/**
 * The notification of one mail that arrived.
 *
 * @param mail the SES {@code messageId}, the mail's id everywhere in Hikyaku
 * @param receivedAt when SES received it
 * @param sender envelope sender (MAIL FROM), empty for a bounce
 * @param recipients envelope recipients (RCPT TO) in lower case, each once; empty if the notification has no envelope
 *     (an S3 event). {@link ReceivedHeader} may then find them
 * @param raw the mail's location
 * @param verdicts SES' verdicts
 * @param messageId the sender's message id (RFC 5322, 3.6.4), without angle brackets; empty if there is none, or if the
 *     mail's headers were not read
 * @param headers the headers for searches
 */
public record Notification(
        String mail,
        Instant receivedAt,
        String sender,
        List<String> recipients,
        RawMail raw,
        Verdicts verdicts,
        String messageId,
        WrittenHeaders headers) {

    public Notification {
        recipients = List.copyOf(recipients);
    }

    /** The notification of a mail whose headers are unknown. */
    public Notification(
            String mail,
            Instant receivedAt,
            String sender,
            List<String> recipients,
            RawMail raw,
            Verdicts verdicts,
            String messageId) {
        this(mail, receivedAt, sender, recipients, raw, verdicts, messageId, WrittenHeaders.NONE);
    }

    /** A notification from a source that knows only the object. */
    public static Notification ofObject(String mail, Instant receivedAt, RawMail raw) {
        return new Notification(mail, receivedAt, "", List.of(), raw, Verdicts.UNKNOWN, "");
    }

    /** @return the notification with the envelope that the receiving host wrote into the mail's headers */
    public Notification with(Envelope envelope) {
        return new Notification(
                mail,
                receivedAt,
                envelope.sender(),
                envelope.recipients(),
                raw,
                envelope.verdicts(),
                envelope.messageId(),
                envelope.headers());
    }

    /** @return the mail for some of its recipients, with its location for them */
    public Notification at(RawMail place, List<String> some) {
        return new Notification(mail, receivedAt, sender, some, place, verdicts, messageId, headers);
    }

    public boolean hasNoEnvelope() {
        return recipients.isEmpty();
    }
}
