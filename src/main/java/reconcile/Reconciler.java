package reconcile;

import static reconcile.Difference.Kind.DELIVERY_MISSING;
import static reconcile.Difference.Kind.EVENT_MISSING;
import static reconcile.Difference.Kind.MAIL_GONE;

import archive.Inboxes;
import archive.UnknownMails;
import books.DayBook;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Entry;
import ledger.KeptContent;
import mail.BucketEvent;
import mail.RawMail;
import settings.Settings;

/**
 * Compares what the buckets stored in a period with what the ledger, the buckets and the dead-letter queue have now. It
 * changes nothing except by {@link #enter}.
 */
@ApplicationScoped
@Unremovable
public class Reconciler {

    private final DaySources sources;
    private final StoredObjects objects;
    private final DeliveryChecks checks;
    private final DeadLetterBooks letters;
    private final Inboxes inboxes;
    private final UnknownMails mails;
    private final DayBook book;
    private final Clock clock;
    private final Duration announced;

    Reconciler(
            DaySources sources,
            StoredObjects objects,
            DeliveryChecks checks,
            DeadLetterBooks letters,
            Inboxes inboxes,
            UnknownMails mails,
            DayBook book,
            Clock clock,
            Settings settings) {
        this.sources = sources;
        this.objects = objects;
        this.checks = checks;
        this.letters = letters;
        this.inboxes = inboxes;
        this.mails = mails;
        this.book = book;
        this.clock = clock;
        // until then, a bucket's event may not have been checked, or its mail may be looked up once more
        this.announced = settings.sweep()
                .receivedAfter()
                .plus(settings.sweep().lostAfter())
                .plus(settings.queue().storedEvery().multipliedBy(3));
    }

    /**
     * @param set only mail of this set; null for all
     * @param tenant only mail of this shop; null for all
     */
    public Balance reconcile(Period period, String set, String tenant) {
        Compared both = compare(period);
        List<Difference> differences = new ArrayList<>();
        both.withoutRows().forEach(event -> differences.add(withoutRow(event, both)));
        both.withoutEvents().forEach(entry -> differences.add(withoutEvent(entry, period)));
        differences.addAll(checks.differences(both.rows().values(), both.versions(), both.around()));
        differences.addAll(letters.differences(period, both.rows().values()));
        Predicate<Difference> wanted = one -> (set == null || one.set().equals(set))
                && (tenant == null || one.tenant().equals(tenant));
        return new Balance(
                period.from(),
                period.until(),
                both.stored().size(),
                counts(both.rows().values(), set, tenant),
                differences.stream()
                        .filter(wanted)
                        .sorted(Comparator.comparing(Difference::kind).thenComparing(Difference::id))
                        .toList(),
                both.notes());
    }

    /**
     * Enters into the day book the mails of the period that the ledger and the bucket have, and that the day book
     * lacks.
     *
     * @return number of mails entered
     */
    public int enter(Period period) {
        Compared both = compare(period);
        List<BucketEvent> missing = both.withoutEvents().stream()
                .filter(entry -> both.versions()
                        .getOrDefault(bare(entry), Optional.empty())
                        .isPresent())
                .map(entry -> event(entry, both.versions().get(bare(entry)).orElseThrow()))
                .distinct()
                .toList();
        book.add(missing);
        return missing.size();
    }

    private static BucketEvent event(Entry entry, String version) {
        RawMail raw = entry.delivery().raw();
        int slash = version.indexOf('/');
        return new BucketEvent(
                true,
                raw.bucket(),
                raw.key(),
                entry.delivery().receivedAt(),
                version.substring(0, slash),
                Long.parseLong(version.substring(slash + 1)));
    }

    /**
     * @param stored events of the period
     * @param around events of the period and of some hours before and after it
     */
    private record Compared(
            List<BucketEvent> stored,
            List<BucketEvent> around,
            Map<String, Entry> rows,
            List<BucketEvent> withoutRows,
            List<Entry> withoutEvents,
            Map<RawMail, Optional<String>> versions,
            List<String> notes) {}

    private Compared compare(Period period) {
        List<BucketEvent> around = sources.stored(period);
        List<BucketEvent> stored =
                around.stream().filter(event -> period.has(event.at())).toList();
        Map<String, Entry> rows = sources.rows(period, stored);
        Map<String, List<Entry>> byMail = rows.values().stream()
                .collect(Collectors.groupingBy(entry -> entry.claim().id().mail()));
        Map<RawMail, BucketEvent> events =
                around.stream().collect(Collectors.toMap(BucketEvent::raw, event -> event, (one, other) -> one));
        List<BucketEvent> withoutRows = events.values().stream()
                .filter(event -> period.has(event.at()))
                .filter(event -> byMail.getOrDefault(event.name(), List.of()).stream()
                        .noneMatch(row -> mails.isOf(event.announcement(), row)))
                .toList();
        List<Entry> withoutEvents = stored.isEmpty()
                ? List.of()
                : rows.values().stream()
                        .filter(entry -> isAnnouncedByBucket(entry)
                                && period.has(entry.delivery().receivedAt())
                                && !events.containsKey(bare(entry)))
                        .toList();
        List<String> notes = stored.isEmpty() && !rows.isEmpty()
                ? List.of(
                        "the day book has no mail of this period: do the buckets announce what they store? hikyaku doctor")
                : List.of();
        Map<RawMail, Optional<String>> versions = objects.versions(Stream.concat(
                        withoutRows.stream().map(BucketEvent::raw),
                        rows.values().stream().filter(this::keepsObject).map(Reconciler::bare))
                .toList());
        return new Compared(stored, around, rows, withoutRows, withoutEvents, versions, notes);
    }

    private static RawMail bare(Entry entry) {
        RawMail raw = entry.delivery().raw();
        return new RawMail(raw.bucket(), raw.key());
    }

    /** Whether the day book should have the mail by now. It need not have foreign mails or the mails of a replay. */
    private boolean isAnnouncedByBucket(Entry entry) {
        Instant due = clock.instant().minus(announced);
        RawMail raw = bare(entry);
        return !raw.key().isEmpty()
                && mails.isMailOfSes(
                        mail.Notification.ofObject(entry.claim().id().mail(), Instant.EPOCH, raw))
                && raw.key().endsWith("/" + entry.claim().id().mail())
                && entry.delivery().receivedAt().isBefore(due);
    }

    private boolean keepsObject(Entry entry) {
        return entry.kept().contains(KeptContent.RAW)
                && inboxes.refusal(entry.claim().id().mail(), entry.delivery().raw())
                        .isEmpty();
    }

    private Difference withoutRow(BucketEvent event, Compared both) {
        RawMail raw = event.raw();
        boolean isThere = both.versions().getOrDefault(raw, Optional.empty()).isPresent();
        return new Difference(
                isThere ? DELIVERY_MISSING : MAIL_GONE,
                inboxes.setOf(raw),
                "",
                event.name(),
                (isThere
                                ? "stored %s, and the ledger has no delivery of it"
                                : "stored %s, deleted, and never delivered")
                        .formatted(event.at()),
                isThere ? Mending.replay(raw) : Mending.restore(raw));
    }

    private static Difference withoutEvent(Entry entry, Period period) {
        return new Difference(
                EVENT_MISSING,
                entry.delivery().set(),
                entry.delivery().tenant(),
                entry.claim().id().toString(),
                "received %s, and the bucket did not announce its object"
                        .formatted(entry.delivery().receivedAt()),
                Mending.enter(period));
    }

    private static List<Balance.TenantCount> counts(Collection<Entry> rows, String set, String tenant) {
        Map<String, Map<String, List<Entry>>> grouped = rows.stream()
                .filter(entry -> set == null || entry.delivery().set().equals(set))
                .filter(entry -> tenant == null || entry.delivery().tenant().equals(tenant))
                .collect(Collectors.groupingBy(
                        entry -> entry.delivery().set(),
                        TreeMap::new,
                        Collectors.groupingBy(entry -> entry.delivery().tenant(), TreeMap::new, Collectors.toList())));
        return grouped.entrySet().stream()
                .flatMap(ofSet -> ofSet.getValue().entrySet().stream()
                        .map(one -> new Balance.TenantCount(
                                ofSet.getKey(), one.getKey(), one.getValue().size(), byStatus(one.getValue()))))
                .toList();
    }

    private static Map<String, Integer> byStatus(List<Entry> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.status().isFinal() ? entry.status().name() : "OPEN",
                        TreeMap::new,
                        Collectors.summingInt(entry -> 1)));
    }
}
