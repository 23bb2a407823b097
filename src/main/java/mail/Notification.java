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
 *     the envelope (an S3 event), then {@link Trace} may know
 * @param raw where the mail lies
 */
public record Notification(String mail, Instant receivedAt, String sender, List<String> recipients, RawMail raw) {

    public Notification {
        recipients = List.copyOf(recipients);
    }

    public boolean hasNoEnvelope() {
        return recipients.isEmpty();
    }
}
