package reconcile;

import archive.UnknownMails;
import books.DayBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.MailLookup;
import ledger.MailLookup.StoredMailId;
import ledger.Search;
import ledger.Search.Wanted;
import mail.BucketEvent;
import settings.Settings;

/**
 * Reads the day book and the ledger's rows of a period. The rows come from two sources: the index of a set's deliveries
 * by the time of their status, and the mails that the day book names. The cost of both depends only on the mails of the
 * period.
 */
@ApplicationScoped
class DaySources {

    /** After the time of receipt, SES tries to store a mail for this long at most. */
    static final Duration STORED_LATER = Duration.ofHours(4);

    /** Almost all deliveries end within this time of their receipt; the day book finds the others. */
    private static final Duration ENDS = Duration.ofDays(1);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** RUNNING includes all deliveries in progress; RECEIVED ones are not in the index of stages. */
    private static final List<DeliveryStatus> STAGES = Stream.of(DeliveryStatus.values())
            .filter(status ->
                    status != DeliveryStatus.RECEIVED && (!status.isInWork() || status == DeliveryStatus.RUNNING))
            .toList();

    private final DayBook book;
    private final Search search;
    private final MailLookup lookup;
    private final UnknownMails mails;
    private final Settings settings;
    private final Clock clock;

    DaySources(DayBook book, Search search, MailLookup lookup, UnknownMails mails, Settings settings, Clock clock) {
        this.book = book;
        this.search = search;
        this.lookup = lookup;
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return what the buckets stored in the period and some hours around it */
    List<BucketEvent> stored(Period period) {
        Period around = period.with(STORED_LATER);
        return around.days().stream()
                .flatMap(day -> book.of(day).stream())
                .filter(event -> around.has(event.at()))
                .toList();
    }

    /**
     * @param stored events of the period
     * @return the deliveries received in the period, and those of the stored mails, by id
     */
    Map<String, Entry> rows(Period period, List<BucketEvent> stored) {
        Map<String, Entry> rows = new HashMap<>();
        for (String set : sets()) {
            for (DeliveryStatus status : STAGES) {
                search.all(Wanted.in(set, status, period.from(), changedBefore(period)))
                        .filter(entry -> period.has(entry.delivery().receivedAt()))
                        .forEach(entry -> rows.put(entry.claim().id().toString(), entry));
            }
        }
        Collection<String> known = new TreeSet<>();
        rows.values().forEach(entry -> known.add(entry.claim().id().mail()));
        List<StoredMailId> missing = stored.stream()
                .filter(event -> !known.contains(event.name()))
                .map(event -> mails.id(event.announcement()))
                .distinct()
                .toList();
        lookup.ofMails(missing)
                .values()
                .forEach(entries ->
                        entries.forEach(entry -> rows.put(entry.claim().id().toString(), entry)));
        return rows;
    }

    private Instant changedBefore(Period period) {
        Instant soon = clock.instant().plus(CLOCKS_DIFFER);
        Instant end = period.until().plus(ENDS);
        return end.isBefore(soon) ? end : soon;
    }

    private Collection<String> sets() {
        Collection<String> sets = new TreeSet<>(settings.sets().keySet());
        sets.add("");
        return sets;
    }
}
