package desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ledger.Entry;

/**
 * A page of what was found, newest first.
 *
 * @param next until of the question for the next page; null if there is none
 * @param partial whether there may be more that nobody looked at: pieces of words are looked for among the newest only
 */
public record SearchPage(List<Entry> entries, Instant next, boolean partial) {

    /** @param more what is to stand before the time at which the next page begins */
    public List<String> hints(String more) {
        List<String> hints = new ArrayList<>();
        if (partial) {
            hints.add("looked through the newest only: a whole address, id or shop finds all of its mail");
        }
        if (next != null) {
            hints.add(more + next);
        }
        return hints;
    }
}
