package reconcile;

import static ledger.DeliveryStatus.DEAD;
import static reconcile.Difference.Kind.DEAD_LETTER_LEFT;
import static reconcile.Difference.Kind.DEAD_LETTER_MISSING;

import desk.DeadLetter;
import desk.DeadLetterQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;

/** Compares the dead-letter queue with the ledger. */
@ApplicationScoped
class DeadLetterBooks {

    /** Maximum number of messages that are compared; an operator must look through a longer queue. */
    private static final int MOST = 1000;

    /** The dead-letter queue of deploy/terraform keeps messages for 14 days, counted from their first send. */
    private static final Duration KEPT = Duration.ofDays(9);

    private static final Duration ARRIVES = Duration.ofMinutes(5);

    private final IntFunction<List<DeadLetter>> queue;
    private final Clock clock;

    @Inject
    DeadLetterBooks(DeadLetterQueue queue, Clock clock) {
        this(most -> queue.look(most, letter -> true), clock);
    }

    /** @param queue reads at most this many messages */
    DeadLetterBooks(IntFunction<List<DeadLetter>> queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /** @param rows the rows of the period */
    List<Difference> differences(Period period, Collection<Entry> rows) {
        List<DeadLetter> letters = queue.apply(MOST);
        Set<String> ours = rows.stream().map(row -> row.claim().id().toString()).collect(Collectors.toSet());
        List<Difference> differences = new ArrayList<>();
        letters.stream()
                .filter(letter -> letter.deliveries().isEmpty()
                        ? period.has(letter.at())
                        : letter.deliveries().stream()
                                .anyMatch(entry ->
                                        ours.contains(entry.claim().id().toString())))
                .filter(letter -> letter.deliveries().stream()
                        .map(Entry::status)
                        .noneMatch(status -> status == DEAD || !status.isFinal()))
                .map(DeadLetterBooks::left)
                .forEach(differences::add);
        if (letters.size() < MOST) {
            missing(rows, letters).forEach(differences::add);
        }
        return differences;
    }

    private static Difference left(DeadLetter letter) {
        List<Entry> about = letter.deliveries();
        String statuses = about.stream()
                .map(Entry::status)
                .map(DeliveryStatus::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Difference(
                DEAD_LETTER_LEFT,
                about.isEmpty() ? "" : about.get(0).delivery().set(),
                about.isEmpty() ? "" : about.get(0).delivery().tenant(),
                about.isEmpty() ? letter.id() : about.get(0).claim().id().toString(),
                about.isEmpty()
                        ? letter.isAnnouncement()
                                ? "a dead letter about a mail that the ledger does not know"
                                : "a dead letter that is about no mail"
                        : "a dead letter about a delivery that is " + statuses,
                letter.isAnnouncement() ? Mending.moveBack() : Mending.showLetter(letter.id()));
    }

    private Stream<Difference> missing(Collection<Entry> rows, List<DeadLetter> letters) {
        Instant now = clock.instant();
        Set<String> there = letters.stream()
                .flatMap(letter -> letter.deliveries().stream())
                .map(entry -> entry.claim().id().toString())
                .collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> row.status() == DEAD
                        && row.last().at().isAfter(now.minus(KEPT))
                        && row.last().at().isBefore(now.minus(ARRIVES))
                        && !there.contains(row.claim().id().toString()))
                .map(row -> new Difference(
                        DEAD_LETTER_MISSING,
                        row.delivery().set(),
                        row.delivery().tenant(),
                        row.claim().id().toString(),
                        "DEAD, and its dead letter is gone",
                        Mending.again(row, false)));
    }
}
