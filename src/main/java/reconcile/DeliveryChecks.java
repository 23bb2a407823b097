package reconcile;

import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.HELD;
import static reconcile.Difference.Kind.OBJECT_MISSING;
import static reconcile.Difference.Kind.OTHER_BYTES;
import static reconcile.Difference.Kind.OVERDUE;
import static reconcile.Difference.Kind.RECIPIENT_MISSING;
import static reconcile.Difference.Kind.WRITTEN_TWICE;
import static reconcile.Difference.Kind.WRONG_TIMELINE;

import archive.DeliverySplitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Entry;
import ledger.Entry.Event;
import mail.BucketEvent;
import mail.RawMail;

/** Checks each delivery by itself, against its object, and against the bucket's events about that object. */
@ApplicationScoped
class DeliveryChecks {

    /** The time after which an overdue delivery is reported: a sweep resumes due deliveries every half minute. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Clock clock;

    DeliveryChecks(Clock clock) {
        this.clock = clock;
    }

    /** What is known of one delivery beside its row. @param events the events of the mail's object, oldest first */
    private record Known(
            Entry row, List<Entry> ofMail, Optional<String> object, boolean isAsked, List<BucketEvent> events) {

        boolean isAlone() {
            return ofMail.stream()
                            .filter(other -> other.status() == row.status())
                            .count()
                    == 1;
        }

        Difference difference(Difference.Kind kind, String detail, String command) {
            return new Difference(
                    kind,
                    row.delivery().set(),
                    row.delivery().tenant(),
                    row.claim().id().toString(),
                    detail,
                    command);
        }
    }

    /** @param versions the versions of the objects, as S3 has reported them */
    List<Difference> differences(
            Collection<Entry> rows, Map<RawMail, Optional<String>> versions, List<BucketEvent> stored) {
        Map<String, List<Entry>> byMail = rows.stream()
                .collect(Collectors.groupingBy(row -> row.claim().id().mail()));
        Map<RawMail, List<BucketEvent>> events = stored.stream()
                .sorted(java.util.Comparator.comparing(BucketEvent::at))
                .collect(Collectors.groupingBy(BucketEvent::raw));
        return rows.stream()
                .map(row -> {
                    RawMail raw = new RawMail(
                            row.delivery().raw().bucket(), row.delivery().raw().key());
                    return new Known(
                            row,
                            byMail.get(row.claim().id().mail()),
                            versions.getOrDefault(raw, Optional.empty()),
                            versions.containsKey(raw),
                            events.getOrDefault(raw, List.of()));
                })
                .flatMap(this::of)
                .toList();
    }

    private Stream<Difference> of(Known known) {
        return known.row().status() == FORGOTTEN
                ? Stream.empty()
                : Stream.of(recipient(known), object(known), timeline(known), due(known))
                        .flatMap(Optional::stream);
    }

    private static Optional<Difference> recipient(Known known) {
        Entry row = known.row();
        if (row.status() != HELD || DeliverySplitter.obstacle(row.claim().id()).isEmpty()) {
            return Optional.empty();
        }
        boolean isReplaced = known.ofMail().stream()
                .anyMatch(other -> DeliverySplitter.obstacle(other.claim().id()).isEmpty());
        return Optional.of(known.difference(
                RECIPIENT_MISSING,
                isReplaced
                        ? "a delivery without a recipient, beside the mail's other deliveries"
                        : "neither its notification nor its headers name a recipient",
                isReplaced ? Mending.drop(row) : Mending.replayTo(row.delivery().raw())));
    }

    private static Optional<Difference> object(Known known) {
        Entry row = known.row();
        if (!known.isAsked()) {
            return Optional.empty();
        }
        if (known.object().isEmpty()) {
            return Optional.of(known.difference(
                    OBJECT_MISSING,
                    "the object of the mail is gone",
                    Mending.restore(row.delivery().raw())));
        }
        String fetched = StoredObjects.bare(row.delivery().raw().version());
        if (!fetched.isEmpty() && !fetched.equals(known.object().get())) {
            return Optional.of(known.difference(
                    OTHER_BYTES,
                    "its object was overwritten after it was fetched",
                    Mending.again(row, known.isAlone())));
        }
        return writtenTwice(known);
    }

    /** Reported until an operator acts on the delivery. */
    private static Optional<Difference> writtenTwice(Known known) {
        List<BucketEvent> events = known.events();
        if (events.size() < 2) {
            return Optional.empty();
        }
        Instant last = events.get(events.size() - 1).at();
        List<Event> timeline = known.row().timeline();
        for (int i = 1; i < timeline.size(); i++) {
            if (Timelines.isReopening(timeline.get(i - 1), timeline.get(i))
                    && timeline.get(i).at().isAfter(last)) {
                return Optional.empty();
            }
        }
        return Optional.of(known.difference(
                WRITTEN_TWICE,
                "its object was stored %d times, with different bytes; the last time %s".formatted(events.size(), last),
                Mending.again(known.row(), known.isAlone())));
    }

    private static Optional<Difference> timeline(Known known) {
        return Timelines.fault(known.row())
                .map(fault -> known.difference(WRONG_TIMELINE, fault, Mending.again(known.row(), known.isAlone())));
    }

    private Optional<Difference> due(Known known) {
        Entry row = known.row();
        if (row.status().isFinal()) {
            return Optional.empty();
        }
        Instant due = row.dueAt();
        if (due != null && due.isAfter(clock.instant().minus(LONG))) {
            return Optional.empty();
        }
        return Optional.of(known.difference(
                OVERDUE,
                due == null
                        ? "%s, and never due".formatted(row.status())
                        : "%s, and was due %s".formatted(row.status(), due),
                Mending.again(row, known.isAlone())));
    }
}
