package desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ledger.Entry;

/**
 * A page of results, newest first.
 *
 * @param next the {@code until} of the query for the next page; null if there is none
 * @param partial whether there may be more matches: parts of words are searched among the newest deliveries only
 * @param scope the range that the search has read; null if the page shows all of it
 */
public record SearchPage(List<Entry> entries, Instant next, boolean partial, SearchScope scope) {

    public SearchPage(List<Entry> entries, Instant next, boolean partial) {
        this(entries, next, partial, null);
    }

    /** @param more text that precedes the start time of the next page */
    public List<String> hints(String more) {
        List<String> hints = new ArrayList<>();
        if (partial) {
            hints.add("searched the newest only: a complete address, domain, id or shop finds all of its mail");
        }
        if (scope != null && (scope.backTo() != null || entries.isEmpty())) {
            hints.add(scope.text());
        }
        if (next != null) {
            hints.add(more + next);
        }
        return hints;
    }
}
