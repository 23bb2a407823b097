package ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds deliveries by what their mail says of itself: its sender and words of its subject. Reads may be slightly stale.
 */
public interface TermSearch {

    /** Maximum number of index entries that a page reads. */
    int MOST_ENTRIES = 5000;

    /** Maximum number of deliveries that a page reads, because the index does not know whether they fit. */
    int MOST_DELIVERIES = 500;

    /** Maximum number of index entries that a page counts in each partition, beyond those that it read. */
    int MOST_COUNTED = 250;

    /**
     * Reads the index from the newest entry on, until the page is full, {@link #MOST_ENTRIES} are read, or the request's
     * time is over.
     *
     * @param fits what must be true of a delivery besides
     */
    TermPage find(TermQuery query, Predicate<Entry> fits);

    /** @return the sets whose subjects can be searched */
    List<String> setsWithSubjects();

    /**
     * @param entries newest first
     * @param backTo everything since then was looked through, and nothing earlier; null if there is nothing earlier
     * @param read number of index entries that were looked through
     * @param known number of index entries of the query
     * @param hasMore whether there may be more entries than {@code known}: counting ends at {@link #MOST_COUNTED}
     */
    record TermPage(List<Entry> entries, Instant backTo, int read, int known, boolean hasMore) {}
}
