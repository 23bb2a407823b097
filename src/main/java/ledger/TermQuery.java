package ledger;

import java.time.Instant;

/**
 * A search for deliveries by sender, by words of the subject, or by both.
 *
 * @param sender null for any
 * @param subject words that the subject must have; blank for any
 * @param set the set whose subjects are searched; null for all sets. Not used if a sender is given
 * @param since only deliveries received at or after this time
 * @param until only deliveries received before this time; for a further page {@link TermSearch.TermPage#backTo}
 * @param limit maximum number of deliveries; those of the same millisecond stay on one page
 */
public record TermQuery(SenderName sender, String subject, String set, Instant since, Instant until, int limit) {

    public TermQuery {
        if (sender == null && subject.isBlank()) {
            throw new IllegalArgumentException("a search needs a sender or words of the subject");
        }
    }
}
