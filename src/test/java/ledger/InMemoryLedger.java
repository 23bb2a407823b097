package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static ledger.DeliveryStatus.UNPACKED;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mail.RawMail;
import settings.Settings;

/** The ledger for route tests. {@link LedgerContract} proves it equal to the real one. */
@Mock
@ApplicationScoped
public class InMemoryLedger implements Ledger, Deliveries, OperatorLedger, Postponement, Erasure, Search, TermSearch {

    private static final Set<DeliveryStatus> LEASED = EnumSet.of(CLAIMED, UNPACKED, RUNNING);

    /** The conditions of a write. The simulation removes one at a time, and must then find a broken promise. */
    enum Condition {
        FENCE,
        NONCE,
        STATUS,
        LEASE
    }

    /** @param now true: the next call fails; false: the call after it */
    private record Trouble(int calls, RuntimeException failure, boolean now) {}

    private static final Trouble NONE = new Trouble(0, null, false);

    private final Map<DeliveryId, Entry> rows;
    private final Map<DeliveryId, String> nonces;
    private final Set<Condition> conditions;
    private final Clock clock;
    private final Duration lease;
    private final Duration receivedAfter;
    private final SubjectWords subjects;
    private Trouble trouble = NONE;
    private Trouble troubleAfterStart = NONE;

    @Inject
    public InMemoryLedger(Clock clock, Settings settings) {
        this(new HashMap<>(), new HashMap<>(), EnumSet.allOf(Condition.class), clock, settings);
    }

    /** The same table as another process sees it, with its own clock. */
    InMemoryLedger(
            Map<DeliveryId, Entry> rows,
            Map<DeliveryId, String> nonces,
            Set<Condition> conditions,
            Clock clock,
            Settings settings) {
        this.rows = rows;
        this.nonces = nonces;
        this.conditions = conditions;
        this.clock = clock;
        this.lease = settings.lease();
        this.receivedAfter = settings.sweep().receivedAfter();
        this.subjects = new SubjectWords(settings);
    }

    /**
     * After the next start, this many calls fail.
     *
     * @param losesAnswer whether the start itself is the first failing call, although it was recorded
     */
    public synchronized void failAfterStart(int calls, RuntimeException failure, boolean losesAnswer) {
        troubleAfterStart = new Trouble(calls, failure, losesAnswer);
    }

    private void trouble() {
        if (trouble.calls() > 0 && trouble.now()) {
            trouble = new Trouble(trouble.calls() - 1, trouble.failure(), true);
            throw trouble.failure();
        }
        trouble = new Trouble(trouble.calls(), trouble.failure(), true);
    }

    @Override
    public synchronized boolean receive(Delivery delivery) {
        if (rows.containsKey(key(delivery.id()))) {
            return false;
        }
        Claim nobodys = new Claim(delivery, "", 0, 1, 1, RECEIVED);
        rows.put(
                key(delivery.id()),
                new Entry(nobodys, clock.instant().plus(receivedAfter), null, List.of(received(delivery))));
        return true;
    }

    @Override
    public synchronized ClaimResult claim(Delivery delivery, String owner) {
        Instant now = clock.instant();
        Entry row = rows.get(key(delivery.id()));
        if (row != null && !isClaimable(row, now)) {
            boolean settled = row.status().isFinal() || row.status().isHandedOver();
            return settled ? new ClaimResult.Settled(row.status()) : new ClaimResult.NotYet(row.dueAt());
        }
        long fence = row == null ? 1 : row.claim().fence() + 1;
        int attempt = row == null ? 1 : row.claim().attempt();
        int first = row == null ? 1 : row.claim().first();
        Delivery known = row == null ? delivery : row.delivery().in(delivery.set(), delivery.tenant());
        Claim claim = new Claim(known, owner, fence, attempt, first, CLAIMED);
        List<Entry.Event> before = row == null ? List.of(received(delivery)) : row.timeline();
        rows.put(
                key(delivery.id()),
                new Entry(claim, now.plus(lease), null, with(shortened(before), event(CLAIMED, owner, ""))));
        boolean takenOver = row != null && (row.status() == CLAIMED || row.status() == UNPACKED);
        return new ClaimResult.Claimed(claim, takenOver);
    }

    @Override
    public synchronized ClaimResult start(DeliveryId id, int attempt, String owner, String task, String nonce) {
        Entry row = rows.get(key(id));
        if (row == null) {
            throw new IllegalArgumentException("the ledger does not know " + id);
        }
        boolean startable = EnumSet.of(CLAIMED, UNPACKED, HANDED_OVER).contains(row.status());
        if (row.claim().attempt() != attempt || !startable) {
            boolean repeated = conditions.contains(Condition.NONCE)
                    ? nonce.equals(nonces.get(key(id)))
                    : row.claim().owner().equals(owner);
            boolean ours = repeated && row.claim().attempt() == attempt && row.status() == RUNNING;
            if (ours) {
                trouble();
            }
            return ours ? new ClaimResult.Claimed(row.claim()) : new ClaimResult.Settled(row.status());
        }
        Claim claim = new Claim(
                row.delivery(),
                owner,
                row.claim().fence() + 1,
                attempt,
                row.claim().first(),
                RUNNING);
        nonces.put(key(id), nonce);
        trouble = troubleAfterStart;
        troubleAfterStart = NONE;
        rows.put(
                key(id),
                new Entry(
                        claim,
                        clock.instant().plus(lease),
                        task == null ? row.task() : task,
                        with(row.timeline(), event(RUNNING, owner, "attempt " + attempt))));
        trouble();
        return new ClaimResult.Claimed(claim);
    }

    @Override
    public synchronized Claim move(Claim claim, Transition move) {
        trouble();
        move.check(claim);
        Entry row = rows.get(key(claim.id()));
        if (!isHeldBy(claim, row) || !isStill(claim.status(), row)) {
            throw new ClaimLost(claim.id(), move.to());
        }
        int attempt = row.claim().attempt() + (move.opensAttempt() ? 1 : 0);
        Delivery delivery =
                move.version() == null ? row.delivery() : row.delivery().fetched(move.version());
        Claim moved = new Claim(
                delivery, claim.owner(), claim.fence(), attempt, row.claim().first(), move.to());
        Duration due = move.dueIn().isZero() ? lease : move.dueIn();
        rows.put(
                key(claim.id()),
                new Entry(
                        moved,
                        move.to().isFinal() ? null : clock.instant().plus(due),
                        move.task() == null ? row.task() : move.task(),
                        with(row.timeline(), event(move.to(), claim.owner(), move.note()))));
        return moved;
    }

    @Override
    public synchronized void renew(Claim claim) {
        Entry row = rows.get(key(claim.id()));
        if (!isHeldBy(claim, row) || !LEASED.contains(row.status())) {
            throw new ClaimLost(claim.id(), claim.status());
        }
        rows.put(key(claim.id()), new Entry(row.claim(), clock.instant().plus(lease), row.task(), row.timeline()));
    }

    @Override
    public synchronized boolean postpone(Entry seen, Duration pause) {
        Entry row = rows.get(key(seen.claim().id()));
        boolean isStill = row != null
                && row.dueAt() != null
                && row.dueAt().equals(seen.dueAt())
                && row.status() == seen.status()
                && isHeldBy(seen.claim(), row);
        if (isStill) {
            Instant dueAt = clock.instant().plus(pause);
            rows.put(key(seen.claim().id()), new Entry(row.claim(), dueAt, row.task(), row.timeline(), row.kept()));
        }
        return isStill;
    }

    @Override
    public synchronized boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why) {
        String note = OperatorLedger.note(seen, by, why);
        Entry row = rows.get(key(id));
        if (row == null || row.status() != seen || !row.kept().contains(KeptContent.RAW)) {
            return false;
        }
        Delivery was = row.delivery();
        Delivery delivery = was.of(new RawMail(was.raw().bucket(), was.raw().key()));
        int attempt = row.claim().attempt() + 1;
        Claim nobodys = new Claim(delivery, "", row.claim().fence() + 1, attempt, attempt, RETRY);
        rows.put(
                key(id), new Entry(nobodys, clock.instant(), row.task(), with(row.timeline(), event(RETRY, by, note))));
        return true;
    }

    @Override
    public synchronized boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why) {
        String note = OperatorLedger.noteOfDrop(seen, by, why);
        Entry row = rows.get(key(id));
        if (row == null || row.status() != seen) {
            return false;
        }
        Claim was = row.claim();
        Claim dropped = new Claim(row.delivery(), was.owner(), was.fence(), was.attempt(), was.first(), DROPPED);
        rows.put(
                key(id),
                new Entry(dropped, null, row.task(), with(row.timeline(), event(DROPPED, by, note)), row.kept()));
        return true;
    }

    @Override
    public synchronized List<Entry> over(String set, Set<KeptContent> kept, Instant by, int limit) {
        return rows.values().stream()
                .filter(row -> row.status().isOver() && row.delivery().set().equals(set))
                .filter(row -> row.kept().equals(kept) && !row.last().at().isAfter(by))
                .sorted(Comparator.comparing(row -> row.last().at()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean keep(Entry seen, Set<KeptContent> kept) {
        Entry row = rows.get(key(seen.claim().id()));
        if (row == null || !row.equals(seen)) {
            return false;
        }
        rows.put(key(seen.claim().id()), new Entry(row.claim(), row.dueAt(), row.task(), row.timeline(), kept));
        return true;
    }

    @Override
    public synchronized boolean forget(DeliveryId id, DeliveryStatus seen, String by, String why) {
        String note = Erasure.note(seen, by, why);
        Entry row = rows.get(key(id));
        if (row == null || row.status() != seen) {
            return false;
        }
        Delivery was = row.delivery();
        Delivery bare = Delivery.of(id.forgotten(), "", was.receivedAt(), new RawMail("", ""))
                .in(was.set(), "");
        Claim old = row.claim();
        Claim claim = new Claim(bare, old.owner(), old.fence(), old.attempt(), old.first(), FORGOTTEN);
        List<Entry.Event> before = row.timeline().stream()
                .map(event -> new Entry.Event(event.at(), event.status(), event.by(), ""))
                .toList();
        rows.put(key(id), new Entry(claim, null, null, with(before, event(FORGOTTEN, by, note)), Set.of()));
        return true;
    }

    /** The key of a delivery; it stays the same after the delivery was forgotten. */
    static DeliveryId key(DeliveryId id) {
        return id.forgotten();
    }

    @Override
    public synchronized Optional<Entry> find(DeliveryId id) {
        return Optional.ofNullable(rows.get(key(id)));
    }

    @Override
    public synchronized List<Entry> ofMail(String mail) {
        return rows.values().stream()
                .filter(row -> row.delivery().id().mail().equals(mail))
                .sorted(Comparator.comparing(row -> row.delivery().id().recipient()))
                .toList();
    }

    @Override
    public List<Entry> ofMail(String mail, String set) {
        return ofMail(mail);
    }

    @Override
    public synchronized List<Delivery> unknown(List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> !rows.containsKey(key(delivery.id())))
                .toList();
    }

    @Override
    public synchronized Page find(Wanted wanted, int limit, String from) {
        int begin = from.isEmpty() ? 0 : Integer.parseInt(from);
        List<Entry> all = wanted(wanted);
        int end = Math.min(all.size(), begin + limit);
        return new Page(all.subList(begin, end), end < all.size() ? Integer.toString(end) : "");
    }

    @Override
    public synchronized List<Entry> newest(List<Wanted> wanted, int limit) {
        Comparator<Entry> byTime = Comparator.comparing(row -> time(wanted.get(0), row));
        List<Entry> all = wanted.stream()
                .flatMap(one -> wanted(one).stream())
                .distinct()
                .sorted(byTime.reversed())
                .toList();
        return all.size() <= limit
                ? all
                : all.stream()
                        .filter(row -> byTime.compare(row, all.get(limit - 1)) >= 0)
                        .toList();
    }

    @Override
    public synchronized Optional<Entry> oldest(Wanted wanted) {
        List<Entry> newestFirst = wanted(wanted);
        return newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.get(newestFirst.size() - 1));
    }

    @Override
    public synchronized int count(Wanted wanted, int atMost) {
        return Math.min(atMost, wanted(wanted).size());
    }

    @Override
    public synchronized List<Instant> times(Wanted wanted, int atMost) {
        return wanted(wanted).stream()
                .map(row -> time(wanted, row).truncatedTo(ChronoUnit.MILLIS))
                .limit(atMost)
                .toList();
    }

    private List<Entry> wanted(Wanted wanted) {
        return rows.values().stream()
                .filter(row -> isWanted(wanted, row))
                .filter(row -> !time(wanted, row).isBefore(wanted.since()))
                .filter(row -> time(wanted, row).isBefore(wanted.until()))
                .sorted(Comparator.comparing((Entry row) -> time(wanted, row)).reversed())
                .toList();
    }

    @Override
    public List<String> setsWithSubjects() {
        return subjects.sets();
    }

    @Override
    public synchronized TermPage find(TermQuery query, Predicate<Entry> fits) {
        List<Entry> known = rows.values().stream()
                .filter(row -> !row.delivery().receivedAt().isBefore(query.since())
                        && row.delivery().receivedAt().isBefore(query.until()))
                .filter(row -> isKnown(query, row.delivery()))
                .sorted(Comparator.comparing((Entry row) -> row.delivery().receivedAt())
                        .reversed())
                .toList();
        List<Entry> found = known.stream()
                .filter(row -> query.subject().isBlank() || hasWords(row.delivery(), query.subject()))
                .filter(row -> row.status() != FORGOTTEN)
                .filter(fits)
                .toList();
        if (found.size() <= query.limit()) {
            return new TermPage(found, null, known.size(), known.size(), false);
        }
        Instant end = found.get(query.limit() - 1).delivery().receivedAt();
        Predicate<Entry> isShown = row -> !row.delivery().receivedAt().isBefore(end);
        int read = (int) known.stream().filter(isShown).count();
        return new TermPage(found.stream().filter(isShown).toList(), end, read, known.size(), false);
    }

    private boolean isKnown(TermQuery query, Delivery delivery) {
        return query.sender() == null
                ? subjects.has(delivery.set())
                        && (query.set() == null || delivery.set().equals(query.set()))
                : query.sender().isOf(delivery);
    }

    private boolean hasWords(Delivery delivery, String words) {
        return subjects.has(delivery.set())
                && SubjectWords.containsAll(subjects.hashes(delivery.headers().subject()), subjects.hashes(words));
    }

    private static boolean isWanted(Wanted wanted, Entry row) {
        Delivery delivery = row.delivery();
        return switch (wanted.by()) {
            case RECIPIENT ->
                row.status() != FORGOTTEN && delivery.id().recipient().equals(wanted.key());
            case TENANT -> delivery.tenant().equals(wanted.key());
            case MESSAGE_ID -> delivery.messageId().equals(wanted.key());
            case SET ->
                delivery.set().equals(wanted.key())
                        && (row.status() == wanted.status()
                                || row.status().isInWork() && wanted.status().isInWork());
        };
    }

    private static Instant time(Wanted wanted, Entry row) {
        return wanted.by() == By.SET
                ? row.timeline().get(row.timeline().size() - 1).at()
                : row.delivery().receivedAt();
    }

    @Override
    public synchronized List<Entry> due(int limit) {
        Instant now = clock.instant();
        return rows.values().stream()
                .filter(row -> isDue(row, now))
                .sorted(Comparator.comparing(Entry::dueAt))
                .limit(limit)
                .toList();
    }

    private boolean isStill(DeliveryStatus status, Entry row) {
        return !conditions.contains(Condition.STATUS) || row.status() == status;
    }

    private boolean isClaimable(Entry row, Instant now) {
        boolean due = !conditions.contains(Condition.LEASE) || isDue(row, now);
        return switch (row.status()) {
            case RECEIVED -> true;
            case RETRY, CLAIMED, UNPACKED -> due;
            default -> false;
        };
    }

    private static boolean isDue(Entry row, Instant now) {
        return row.dueAt() != null && !row.dueAt().isAfter(now);
    }

    private boolean isHeldBy(Claim claim, Entry row) {
        return row != null
                && row.claim().owner().equals(claim.owner())
                && (!conditions.contains(Condition.FENCE) || row.claim().fence() == claim.fence());
    }

    private static List<Entry.Event> shortened(List<Entry.Event> timeline) {
        if (timeline.size() < DynamoDbLedger.TIMELINE_LIMIT) {
            return timeline;
        }
        List<Entry.Event> rest = new ArrayList<>(timeline);
        rest.subList(1, DynamoDbLedger.TIMELINE_LIMIT / 2 + 1).clear();
        return rest;
    }

    private static List<Entry.Event> with(List<Entry.Event> timeline, Entry.Event event) {
        List<Entry.Event> longer = new ArrayList<>(timeline);
        longer.add(event);
        return List.copyOf(longer);
    }

    private Entry.Event event(DeliveryStatus status, String by, String note) {
        return new Entry.Event(clock.instant(), status, by, note);
    }

    private static Entry.Event received(Delivery delivery) {
        return new Entry.Event(delivery.receivedAt(), RECEIVED, "ses", "");
    }
}
