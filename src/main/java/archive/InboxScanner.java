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
 * The mails that SES has put into its buckets. S3 lists by key and not by time, so that each look costs one request for
 * every thousand mails that lie there.
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
     * Mails that were stored long enough ago for their announcement to have come, and not longer than the look-back, and
     * that the ledger does not know: SES wrote them, and the announcement was lost. They come without an envelope.
     *
     * @return at most the sweep's limit; the next call finds the rest
     */
    public List<Notification> unannounced() {
        return inboxes.all().stream()
                .flatMap(inbox -> stored(inbox.place()).filter(mail -> isUnknown(mail, inbox.set())))
                .limit(settings.limit())
                .toList();
    }

    /** A mail to two sets lies in two inboxes, and one announcement may be lost. What is forgotten has no place any more. */
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
