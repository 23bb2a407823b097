package desk;

import archive.AnnouncementReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryId;
import ledger.Entry;
import mail.Notification;
import mail.UnreadableMessage;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Finds out which delivery a message of the dead-letter queue is about. */
@ApplicationScoped
class DeadLetterReader {

    private static final String REASON = "reason";

    private final AnnouncementReader notifications;
    private final Deliveries deliveries;

    DeadLetterReader(AnnouncementReader notifications, Deliveries deliveries) {
        this.notifications = notifications;
        this.deliveries = deliveries;
    }

    DeadLetter read(Message message) {
        Optional<List<Notification>> mails = mails(message.body());
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return new DeadLetter(
                message.messageId(),
                Instant.ofEpochMilli(Long.parseLong(sent)),
                message.messageAttributes().containsKey(REASON)
                        ? message.messageAttributes().get(REASON).stringValue()
                        : "",
                mails.isPresent(),
                mails.stream().flatMap(List::stream).flatMap(this::known).toList(),
                message);
    }

    private Optional<List<Notification>> mails(String body) {
        try {
            return Optional.of(notifications.read(body));
        } catch (UnreadableMessage e) {
            return Optional.empty(); // a message from another sender: it is shown as such
        }
    }

    /**
     * A message from the pipeline names the recipient of one delivery. A message from SES names the envelope's
     * recipients; the recipients of the deliveries may differ, because of aliases.
     */
    private Stream<Entry> known(Notification mail) {
        List<Entry> named = mail.recipients().stream()
                .flatMap(recipient -> deliveries.find(new DeliveryId(mail.mail(), recipient)).stream())
                .toList();
        return (named.isEmpty() ? deliveries.ofMail(mail.mail()) : named).stream();
    }
}
