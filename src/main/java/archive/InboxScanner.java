package archive;

import books.ScanPlace;
import books.ScanPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mail.Notification;
import mail.RawMail;
import mail.S3Prefix;
import settings.Settings;
import settings.SweepSettings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The audit of the inboxes: lists all their objects, some pages at a time, and continues where it stopped. S3 lists by
 * key and not by time, so a whole audit costs one request per thousand stored mails. Each part of it costs the same,
 * however much is stored: docs/decisions/061-lost-mail-is-found-by-bucket-events.md
 */
@ApplicationScoped
public class InboxScanner {

    private final S3Client s3;
    private final Inboxes inboxes;
    private final UnknownMails unknown;
    private final ScanPlaces places;
    private final Clock clock;
    private final SweepSettings settings;

    public InboxScanner(
            S3Client s3, Inboxes inboxes, UnknownMails unknown, ScanPlaces places, Clock clock, Settings settings) {
        this.s3 = s3;
        this.inboxes = inboxes;
        this.unknown = unknown;
        this.places = places;
        this.clock = clock;
        this.settings = settings.sweep();
    }

    /**
     * What one part of the audit found.
     *
     * @param unannounced stored mails that the ledger does not know although their notification should have arrived,
     *     within the look-back. They have no envelope
     * @param from where this part began
     * @param next where the next part begins
     */
    public record Part(List<Notification> unannounced, ScanPlace from, ScanPlace next) {}

    /**
     * @return the part that is due now; changes nothing. Between two audits it is empty, and the call costs one read of
     *     the ledger.
     */
    public Part look() {
        ScanPlace from = places.get();
        ScanPlace at = from;
        if (from.isAtEnd()) {
            if (inboxes.all().isEmpty() || clock.instant().isBefore(from.began().plus(settings.auditEvery()))) {
                return new Part(List.of(), from, from);
            }
            at = new ScanPlace(clock.instant(), name(0), "");
        }
        List<Notification> stored = new ArrayList<>();
        for (int page = 0; page < settings.inboxPages() && !at.isAtEnd(); page++) {
            at = readPage(at, stored);
        }
        return new Part(unknown.of(stored), from, at);
    }

    /** Records that the part is done. If another process has recorded it first, that record stays. */
    public void keepPlace(Part done) {
        if (!done.next().equals(done.from())) {
            places.move(done.from(), done.next());
        }
    }

    /** @return those of the mails whose object still exists */
    public List<Notification> stillStored(List<Notification> mails) {
        return mails.stream().filter(mail -> exists(mail.raw())).toList();
    }

    private boolean exists(RawMail raw) {
        try {
            s3.headObject(head -> head.bucket(raw.bucket()).key(raw.key()));
            return true;
        } catch (software.amazon.awssdk.services.s3.model.NoSuchKeyException none) {
            return false;
        }
    }

    private String name(int inbox) {
        S3Prefix place = inboxes.all().get(inbox).place();
        return place.bucket() + "/" + place.prefix();
    }

    /** If the settings no longer contain the inbox, the audit continues with the next one. */
    private ScanPlace readPage(ScanPlace at, List<Notification> stored) {
        int inbox = IntStream.range(0, inboxes.all().size())
                .filter(i -> name(i).equals(at.inbox()))
                .findFirst()
                .orElse(-1);
        if (inbox < 0) {
            return after(at, 0);
        }
        S3Prefix place = inboxes.all().get(inbox).place();
        ListObjectsV2Response page = s3.listObjectsV2(list -> list.bucket(place.bucket())
                .prefix(place.prefix())
                .startAfter(at.after().isEmpty() ? null : at.after()));
        mails(place, page.contents()).forEach(stored::add);
        return page.isTruncated()
                ? new ScanPlace(
                        at.began(),
                        at.inbox(),
                        page.contents().get(page.contents().size() - 1).key())
                : after(at, inbox + 1);
    }

    private ScanPlace after(ScanPlace at, int inbox) {
        return new ScanPlace(at.began(), inbox < inboxes.all().size() ? name(inbox) : "", "");
    }

    private Stream<Notification> mails(S3Prefix place, List<S3Object> objects) {
        Instant newest = clock.instant().minus(settings.receivedAfter());
        Instant oldest = clock.instant().minus(settings.lookBack());
        return objects.stream()
                .filter(object -> object.lastModified().isBefore(newest))
                .filter(object -> object.lastModified().isAfter(oldest))
                .map(object -> Notification.ofObject(
                        object.key().substring(object.key().lastIndexOf('/') + 1),
                        object.lastModified(),
                        new RawMail(place.bucket(), object.key())))
                .filter(unknown::isMailOfSes);
    }
}
