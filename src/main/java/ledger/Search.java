package ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds deliveries by what operators know about them. Reads may be slightly stale. */
public interface Search {

    /** The largest page of {@link #find}. */
    int ALL_PAGE = 100;

    /**
     * @param limit maximum number of entries, 1 to 100
     * @param from {@link Page#next} of the previous page, empty for the first
     * @return the entries, newest first
     * @throws IllegalArgumentException if {@code from} does not belong to this search
     */
    Page find(Wanted wanted, int limit, String from);

    /** All matches, newest first, read page by page as they are consumed. */
    default Stream<Entry> all(Wanted wanted) {
        return all(wanted, ALL_PAGE);
    }

    /** @param atOnce entries per page, for callers that consume few */
    default Stream<Entry> all(Wanted wanted, int atOnce) {
        return Stream.iterate(
                        find(wanted, atOnce, ""),
                        Objects::nonNull,
                        page -> page.next().isEmpty() ? null : find(wanted, atOnce, page.next()))
                .flatMap(page -> page.entries().stream());
    }

    /**
     * The newest of all matches. Reads an index for each query, and only the deliveries of the answer.
     *
     * @param wanted queries: all of them by set, or none by set
     * @param limit maximum number of deliveries, 1 to 1000
     * @return the deliveries, newest first. If there are more than {@code limit}, those with the same time as the last
     *     are included, unless an index has a hundred of them
     */
    List<Entry> newest(List<Wanted> wanted, int limit);

    /** @return the earliest match; empty if there is none */
    Optional<Entry> oldest(Wanted wanted);

    /** @return receive time of the set's oldest open delivery */
    default Optional<Instant> openSince(String set, Instant until) {
        return Stream.of(DeliveryStatus.RUNNING, DeliveryStatus.RETRY)
                .map(status -> oldest(Wanted.in(set, status, Instant.EPOCH, until)))
                .flatMap(Optional::stream)
                .map(entry -> entry.delivery().receivedAt())
                .min(Comparator.naturalOrder());
    }

    /**
     * Reads an index and no deliveries: one page for each few thousand keys.
     *
     * @param atMost the number at which counting stops
     */
    int count(Wanted wanted, int atMost);

    /**
     * Reads an index and no deliveries, as {@link #count} does.
     *
     * @param wanted queries by set
     * @param atMost the number at which reading stops
     * @return the times at which the deliveries reached the status, newest first, in milliseconds
     */
    List<Instant> times(Wanted wanted, int atMost);

    /**
     * A page of an answer.
     *
     * @param next start of the next page; empty if there is none
     */
    record Page(List<Entry> entries, String next) {}

    /**
     * A query.
     *
     * @param key the complete value, as in the ledger
     * @param status the status for {@link By#SET}; null for the others
     * @param since only deliveries received at or after this time; with {@link By#SET}, the time of the status
     *     counts
     * @param until only deliveries before this time
     */
    record Wanted(By by, String key, DeliveryStatus status, Instant since, Instant until) {

        /**
         * Deliveries of a set with a status; empty for deliveries that belong to no set. For deliveries in progress,
         * the exact status is not distinguished.
         */
        public static Wanted in(String set, DeliveryStatus status, Instant since, Instant until) {
            return new Wanted(By.SET, set, status, since, until);
        }
    }

    enum By {
        /** Envelope address, normalised. */
        RECIPIENT,
        /** An alias's name; several sets may have the same. */
        TENANT,
        /** The message id from the sender's system. */
        MESSAGE_ID,
        SET
    }
}
