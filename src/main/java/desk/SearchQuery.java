package desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;

/**
 * An operator's search.
 *
 * @param text words: addresses, message ids, ids of mails, shops, or parts of them; a delivery must match all of them
 * @param set empty for all; {@link #NO_SET} for mail of no set
 * @param status null for any
 * @param tenant a shop's name; empty for any
 * @param sender address, domain or a domain's main word: of the envelope sender, or of the author in the header From;
 *     empty for any
 * @param subject words of the subject; empty for any. Only sets with {@code subject-words} have such words
 * @param since only deliveries received at or after this time; without words, the time of the status counts
 * @param until only deliveries before this time; for the next page {@link SearchPage#next}
 * @param limit the number of deliveries on a page, 1 to 100
 */
public record SearchQuery(
        String text,
        String set,
        DeliveryStatus status,
        String tenant,
        String sender,
        String subject,
        Instant since,
        Instant until,
        int limit) {

    /** Stands for "no set", because no set has this name. */
    public static final String NO_SET = "-";

    /** Maximum number of words: each needs several queries. */
    static final int MOST_WORDS = 8;

    /**
     * Maximum length of a word: longer than an address (254) and than message ids; as UTF-8 it fits into an index key
     * (2,048 bytes).
     */
    static final int LONGEST_WORD = 500;

    /** @throws IllegalArgumentException if there are too many words or one is too long, with a text for the caller */
    public SearchQuery {
        tenant = tenant.strip();
        sender = sender.strip();
        subject = subject.strip();
        if (!isShort(text) || !isShort(subject) || !isWord(tenant) || !isWord(sender)) {
            throw new IllegalArgumentException("a search has at most " + MOST_WORDS + " words of at most "
                    + LONGEST_WORD + " characters: leave some out");
        }
    }

    /** A search by words, set and status. */
    public SearchQuery(String text, String set, DeliveryStatus status, Instant since, Instant until, int limit) {
        this(text, set, status, "", "", "", since, until, limit);
    }

    /** A search that also has a sender and a subject, for any shop. */
    public SearchQuery by(String tenant, String sender, String subject) {
        return new SearchQuery(text, set, status, tenant, sender, subject, since, until, limit);
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST_WORD && text.chars().noneMatch(Character::isWhitespace);
    }

    public static boolean isShort(String text) {
        return text.length() <= MOST_WORDS * (LONGEST_WORD + 1)
                && words(text).size() <= MOST_WORDS
                && words(text).stream().allMatch(word -> word.length() <= LONGEST_WORD);
    }

    /** @return the default of {@code until}: slightly in the future, because other clocks may be ahead */
    public static Instant soon(Instant now) {
        return now.plus(Duration.ofMinutes(1));
    }

    List<String> words() {
        return words(text);
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** @return the set's name as deliveries have it; empty for no set */
    String setName() {
        return set.equals(NO_SET) ? "" : set;
    }

    /** Whether the entries that an index returns must be filtered. */
    boolean sifts() {
        return !set.isEmpty() || status != null || !tenant.isEmpty() || !words().isEmpty();
    }

    boolean fits(Entry entry) {
        return (set.isEmpty() || setName().equals(entry.delivery().set()))
                && (status == null || status == entry.status())
                && (tenant.isEmpty() || tenant.equalsIgnoreCase(entry.delivery().tenant()))
                && words().stream().map(word -> word.toLowerCase(Locale.ROOT)).allMatch(word -> has(entry, word));
    }

    SearchQuery without(String word) {
        String others = words().stream().filter(other -> !other.equals(word)).collect(Collectors.joining(" "));
        return new SearchQuery(others, set, status, tenant, sender, subject, since, until, limit);
    }

    /** A message id may be in angle brackets. */
    private static boolean has(Entry entry, String word) {
        String piece = word.replaceAll("^<|>$", "");
        return Stream.of(
                        entry.delivery().id().recipient(),
                        entry.delivery().id().mail(),
                        entry.delivery().sender(),
                        entry.delivery().headers().author(),
                        entry.delivery().messageId(),
                        entry.delivery().tenant())
                .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains(piece));
    }
}
