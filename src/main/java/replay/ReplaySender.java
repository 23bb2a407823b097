package replay;

import addresses.AddressBook;
import archive.Inboxes;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mail.Notification;
import mail.NotificationWriter;
import mail.RawMail;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Does with a mail what SES does: stores it in the inbox of each set that has a recipient, then sends the notification.
 */
@ApplicationScoped
class ReplaySender {

    private static final int EXISTS = 412;

    private final S3Client s3;
    private final SqsClient sqs;
    private final AddressBook addresses;
    private final Inboxes inboxes;
    private final String queue;

    ReplaySender(
            S3Client s3,
            SqsClient sqs,
            AddressBook addresses,
            Inboxes inboxes,
            @ConfigProperty(name = "hikyaku.queue.mail") String queue) {
        this.s3 = s3;
        this.sqs = sqs;
        this.addresses = addresses;
        this.inboxes = inboxes;
        this.queue = queue;
    }

    public void send(PreparedMail mail) {
        if (mail.content() == null) {
            announce(mail.announcement()); // the object is already where SES stored it
            return;
        }
        for (Notification one : bySet(mail.announcement())) {
            put(one.raw(), mail.content());
            announce(one);
        }
    }

    private void announce(Notification mail) {
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(NotificationWriter.write(mail)));
    }

    private List<Notification> bySet(Notification mail) {
        Map<RawMail, List<String>> recipients = new LinkedHashMap<>();
        mail.recipients()
                .forEach(recipient -> recipients
                        .computeIfAbsent(place(mail, recipient), none -> new ArrayList<>())
                        .add(recipient));
        return recipients.entrySet().stream()
                .map(place -> mail.at(place.getKey(), place.getValue()))
                .toList();
    }

    private RawMail place(Notification mail, String recipient) {
        return inboxes.of(addresses.set(recipient))
                .map(own -> own.mail(Inboxes.REPLAYED + mail.mail()))
                .orElse(mail.raw());
    }

    /** An existing object stays: its key is computed from the same bytes, and a new ETag would make it another mail. */
    private void put(RawMail raw, Path content) {
        try {
            s3.putObject(
                    put -> put.bucket(raw.bucket()).key(raw.key()).ifNoneMatch("*"), RequestBody.fromFile(content));
        } catch (S3Exception e) {
            if (e.statusCode() != EXISTS) {
                throw e;
            }
        }
    }
}
