package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.Entry;
import mail.Notification;
import mail.NotificationReader;
import mail.RawMail;
import mail.S3Prefix;
import settings.Settings;
import settings.SweepSettings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Finds the mails that SES has stored in its buckets. S3 lists by key and not by time, so each scan costs one request
 * per thousand stored mails.
 */
@ApplicationScoped
public class InboxScanner {

    private final S3Client s3;
    private final Inboxes inboxes;
    private final Deliveries deliveries;
    private final Clock clock;
    private final SweepSettings settings;

    public InboxScanner(S3Client s3, Inboxes inboxes, Deliveries deliveries, Clock clock, Settings settings) {
        this.s3 = s3;
        this.inboxes = inboxes;
        this.deliveries = deliveries;
        this.clock = clock;
        this.settings = settings.sweep();
    }

    /**
     * Finds mails that the ledger does not know although their notification should have arrived, within the look-back.
     * SES stored them, and the notification was lost. They have no envelope.
     *
     * @return at most the sweep's limit; the next call finds the rest
     */
    public List<Notification> unannounced() {
        return inboxes.all().stream()
                .flatMap(inbox -> stored(inbox.place()).filter(mail -> isUnknown(mail, inbox.set())))
                .limit(settings.limit())
                .toList();
    }

    /**
     * A mail to two sets is in two inboxes, and one of its notifications may be lost. A forgotten mail has no location
     * any more.
     */
    private boolean isUnknown(Notification mail, String set) {
        return deliveries.ofMail(mail.mail()).stream()
                .map(Entry::delivery)
                .noneMatch(known -> known.raw().isAt(mail.raw())
                        || known.raw().key().isEmpty()
                                && (set.isEmpty() || known.set().equals(set)));
    }

    private Stream<Notification> stored(S3Prefix inbox) {
        String bucket = inbox.bucket();
        Instant now = clock.instant();
        Instant newest = now.minus(settings.receivedAfter());
        Instant oldest = now.minus(settings.lookBack());
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(inbox.prefix())).contents().stream()
                .filter(object -> object.lastModified().isBefore(newest))
                .filter(object -> object.lastModified().isAfter(oldest))
                .filter(object -> NotificationReader.isMail(id(object)) && !Inboxes.isReplayed(id(object)))
                .map(object ->
                        Notification.ofObject(id(object), object.lastModified(), new RawMail(bucket, object.key())));
    }

    private static String id(S3Object object) {
        return object.key().substring(object.key().lastIndexOf('/') + 1);
    }
}
