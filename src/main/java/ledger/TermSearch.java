package ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Finds deliveries by the sender and by words of the subject. Reads may be slightly stale. */
public interface TermSearch {

    /** Maximum number of index entries that a page reads. */
    int MOST_ENTRIES = 5000;

    /** Maximum number of deliveries that a page reads, because the index cannot tell whether they match. */
    int MOST_DELIVERIES = 500;

    /**
     * Number of index entries that a page counts beyond those that it read. The partitions share this number, so that
     * a search in many sets does not cost more.
     */
    int MOST_COUNTED = 1000;

    /**
     * Reads the index from the newest entry on, until the page is full, {@link #MOST_ENTRIES} are read, or the
     * request's time is over.
     *
     * @param fits a further condition for each delivery
     */
    TermPage find(TermQuery query, Predicate<Entry> fits);

    /** @return the sets whose subjects can be searched */
    List<String> setsWithSubjects();

    /**
     * @param entries newest first
     * @param backTo the page has read everything since this time, and nothing earlier; null if nothing earlier exists
     * @param read number of index entries that the page has read
     * @param known number of index entries of the query
     * @param hasMore whether there may be more entries than {@code known}: counting ends at {@link #MOST_COUNTED},
     *     or at a partition's share of that number
     */
    record TermPage(List<Entry> entries, Instant backTo, int read, int known, boolean hasMore) {}
}
