package ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds deliveries by what operators know of them. Reads may be a moment late. */
public interface Search {

    /** As much as {@link #find} gives at once. */
    int ALL_PAGE = 100;

    /**
     * @param limit most entries of the answer, 1 to 100
     * @param from {@link Page#next} of the page before, empty for the first
     * @return newest first
     * @throws IllegalArgumentException if {@code from} is not of a page of this search
     */
    Page find(Wanted wanted, int limit, String from);

    /** All of them, newest first, read a page at a time as they are consumed. */
    default Stream<Entry> all(Wanted wanted) {
        return all(wanted, ALL_PAGE);
    }

    /** @param atOnce entries of a page, where few of them will be consumed */
    default Stream<Entry> all(Wanted wanted, int atOnce) {
        return Stream.iterate(
                        find(wanted, atOnce, ""),
                        Objects::nonNull,
                        page -> page.next().isEmpty() ? null : find(wanted, atOnce, page.next()))
                .flatMap(page -> page.entries().stream());
    }

    /**
     * The newest of all that are wanted. Reads an index for each, and the deliveries of the answer only.
     *
     * @param wanted all of them by set, or none
     * @param limit 1 to 1000
     * @return newest first; if there are more than {@code limit}, those of the same moment as the last of them too, as
     *     long as an index has no hundred of them
     */
    List<Entry> newest(List<Wanted> wanted, int limit);

    /** @return the one that is first in time */
    Optional<Entry> oldest(Wanted wanted);

    /** @return when the delivery of a set was received that has been in work, or to be retried, for longest */
    default Optional<Instant> openSince(String set, Instant until) {
        return Stream.of(DeliveryStatus.RUNNING, DeliveryStatus.RETRY)
                .map(status -> oldest(Wanted.in(set, status, Instant.EPOCH, until)))
                .flatMap(Optional::stream)
                .map(entry -> entry.delivery().receivedAt())
                .min(Comparator.naturalOrder());
    }

    /**
     * Reads an index and no deliveries: a page of it for every thousands.
     *
     * @param atMost where counting ends
     */
    int count(Wanted wanted, int atMost);

    /**
     * Reads an index and no deliveries, as {@link #count} does.
     *
     * @param wanted by set
     * @param atMost where reading ends
     * @return when each of them reached its status, newest first, in milliseconds
     */
    List<Instant> times(Wanted wanted, int atMost);

    /**
     * A page of an answer.
     *
     * @param next where the next one begins; empty if there is none
     */
    record Page(List<Entry> entries, String next) {}

    /**
     * What is looked for.
     *
     * @param key the whole of it, as the ledger has it
     * @param status with {@link By#SET} how far they are; null with the others
     * @param since that time or later: when they were received; with {@link By#SET} when they reached their status
     * @param until before that time
     */
    record Wanted(By by, String key, DeliveryStatus status, Instant since, Instant until) {

        /** Deliveries of a set that have a status; empty for those that belong to no set. Whoever has one that is in work is not told apart. */
        public static Wanted in(String set, DeliveryStatus status, Instant since, Instant until) {
            return new Wanted(By.SET, set, status, since, until);
        }
    }

    enum By {
        /** Envelope address, normalised. */
        RECIPIENT,
        /** An alias's name; the same may be in several sets. */
        TENANT,
        /** What the sender's system called the mail. */
        MESSAGE_ID,
        SET
    }
}
