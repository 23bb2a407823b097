package desk;

import addresses.AddressBook;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import ledger.Search.By;
import ledger.Search.Wanted;
import ledger.SenderName;
import ledger.TermQuery;
import ledger.TermSearch;
import mail.NotificationReader;
import settings.RequestDeadline;
import settings.Settings;

/**
 * Finds deliveries by any text that an operator has, by sender, and by words of the subject. The first word that is in
 * an index selects deliveries, and the other words filter them. If no index has any of the words, the newest deliveries
 * are searched. Each answer states the range that was read.
 */
@ApplicationScoped
@Unremovable
public class Finder {

    /** Maximum number of aliases that a part of an address may match. */
    private static final int ALIASES = 20;

    /**
     * The number of deliveries that one read of an index returns, and the maximum number of reads for one answer. After
     * that, the answer has a position to continue from.
     */
    private static final int AT_ONCE = 100;

    private static final int PAGES = 10;

    /** Maximum number of deliveries that are searched for a word without an index. */
    private static final int NEWEST = 500;

    /** One status of each stage: in the index, all that are in progress form one stage. */
    private static final Set<DeliveryStatus> STAGES = EnumSet.complementOf(EnumSet.of(
            DeliveryStatus.RECEIVED, DeliveryStatus.CLAIMED, DeliveryStatus.UNPACKED, DeliveryStatus.HANDED_OVER));

    /** The deliveries that a search might read are counted up to this number. */
    private static final int MOST_COUNTED = 1000;

    /** A search with more queries is not counted, because counting is one more request for each. */
    private static final int MOST_QUERIES = 4;

    private final Search search;
    private final TermSearch terms;
    private final Deliveries deliveries;
    private final AddressBook addresses;
    private final Settings settings;

    public Finder(Search search, TermSearch terms, Deliveries deliveries, AddressBook addresses, Settings settings) {
        this.search = search;
        this.terms = terms;
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** @throws InvalidRequest if none of the requested sets has searchable subjects */
    public SearchPage find(SearchQuery question) {
        if (!question.since().isBefore(question.until())) {
            return new SearchPage(List.of(), null, false, SearchScope.all(0));
        }
        if (!question.sender().isEmpty() || !question.subject().isEmpty()) {
            return byTerms(question, question.sender());
        }
        if (!question.tenant().isEmpty()) {
            Wanted wanted = wanted(By.TENANT, question.tenant().toLowerCase(Locale.ROOT), question);
            return page(question.by("", "", ""), List.of(wanted));
        }
        if (question.words().isEmpty()) {
            return newest(question, inSets(question));
        }
        for (String word : question.words()) {
            SearchPage exact = page(question.without(word), exactly(word, question));
            if (!exact.entries().isEmpty()) {
                return exact;
            }
            List<Entry> ofMail =
                    deliveries.ofMail(word).stream().filter(question::fits).toList();
            if (!ofMail.isEmpty()) {
                return new SearchPage(ofMail, null, false);
            }
        }
        for (String word : question.words()) {
            SearchPage ofSender = byTerms(question.without(word), word);
            if (!ofSender.entries().isEmpty()) {
                return ofSender;
            }
        }
        return pieces(question);
    }

    private SearchPage byTerms(SearchQuery question, String sender) {
        if (!question.subject().isEmpty()) {
            checkSubjects(question);
        }
        TermQuery query = new TermQuery(
                sender.isEmpty() ? null : SenderName.of(sender),
                question.subject(),
                question.set().isEmpty() ? null : question.setName(),
                question.since(),
                question.until(),
                question.limit());
        TermSearch.TermPage found = terms.find(query, question::fits);
        SearchScope scope = new SearchScope(found.backTo(), found.read(), found.known(), found.hasMore());
        return new SearchPage(found.entries(), found.backTo(), false, scope);
    }

    private void checkSubjects(SearchQuery question) {
        List<String> sets = terms.setsWithSubjects();
        if (question.set().isEmpty() ? sets.isEmpty() : !sets.contains(question.setName())) {
            throw new InvalidRequest((question.set().isEmpty() ? "no set has" : "the set does not have")
                    + " searchable subjects: set hikyaku.sets.NAME.subject-words=true and hikyaku.search.key. Mail that"
                    + " arrives after that is found");
        }
    }

    private SearchPage pieces(SearchQuery question) {
        for (String word : question.words()) {
            List<Wanted> ofAliases = addresses.containing(word.toLowerCase(Locale.ROOT), ALIASES).stream()
                    .flatMap(address -> ofRecipient(address, question))
                    .toList();
            SearchPage found = page(question.without(word), ofAliases);
            if (!found.entries().isEmpty()) {
                return found;
            }
        }
        List<Wanted> wanted = inSets(question);
        List<Entry> newest = search.newest(wanted, NEWEST + 1);
        Instant end = end(wanted, newest, NEWEST);
        List<Entry> read = since(end, wanted, newest);
        SearchScope scope = end == null ? SearchScope.all(read.size()) : new SearchScope(end, read.size(), null, true);
        return new SearchPage(read.stream().filter(question::fits).toList(), end, true, scope);
    }

    private SearchPage newest(SearchQuery question, List<Wanted> wanted) {
        List<Entry> newest = search.newest(wanted, question.limit() + 1);
        Instant end = end(wanted, newest, question.limit());
        List<Entry> read = since(end, wanted, newest);
        List<Entry> shown = read.stream().filter(question::fits).toList();
        return new SearchPage(shown, end, false, scope(wanted, end, read.size()));
    }

    private static List<Entry> since(Instant end, List<Wanted> wanted, List<Entry> newest) {
        return newest.stream()
                .filter(entry -> end == null || !at(wanted.get(0), entry).isBefore(end))
                .toList();
    }

    /** @param read number of deliveries that were read, down to {@code end} */
    private SearchScope scope(List<Wanted> wanted, Instant end, int read) {
        if (end == null) {
            return SearchScope.all(read);
        }
        if (wanted.size() > MOST_QUERIES || !RequestDeadline.current().hasTime()) {
            return new SearchScope(end, read, null, true);
        }
        int rest = wanted.stream()
                .map(one -> new Wanted(one.by(), one.key(), one.status(), one.since(), end))
                .filter(one -> one.since().isBefore(one.until()))
                .mapToInt(one -> search.count(one, MOST_COUNTED))
                .sum();
        return new SearchScope(end, read, read + Math.min(rest, MOST_COUNTED), rest >= MOST_COUNTED);
    }

    /** @return the time down to which the page goes; null if there is nothing earlier */
    private static Instant end(List<Wanted> wanted, List<Entry> newestFirst, int limit) {
        return newestFirst.size() < limit + 1 ? null : at(wanted.get(0), newestFirst.get(limit - 1));
    }

    private List<Wanted> exactly(String word, SearchQuery question) {
        if (word.indexOf('@') < 0) {
            return List.of(wanted(By.TENANT, word.toLowerCase(Locale.ROOT), question));
        }
        Wanted byMessage = wanted(By.MESSAGE_ID, NotificationReader.messageId(word), question);
        return Stream.concat(ofRecipient(word.toLowerCase(Locale.ROOT), question), Stream.of(byMessage))
                .toList();
    }

    /** Mail to an address may have been delivered to other recipients. */
    private Stream<Wanted> ofRecipient(String address, SearchQuery question) {
        Stream<String> recipients = Stream.concat(Stream.of(address), addresses.recipients(address).stream());
        return recipients.distinct().map(recipient -> wanted(By.RECIPIENT, recipient, question));
    }

    private List<Wanted> inSets(SearchQuery question) {
        Set<String> sets = new TreeSet<>(settings.sets().keySet());
        sets.add("");
        Stream<String> asked = question.set().isEmpty() ? sets.stream() : Stream.of(question.setName());
        Set<DeliveryStatus> stages = question.status() == null ? STAGES : EnumSet.of(question.status());
        return asked.flatMap(
                        set -> stages.stream().map(stage -> Wanted.in(set, stage, question.since(), question.until())))
                .toList();
    }

    private static Wanted wanted(By by, String key, SearchQuery question) {
        return new Wanted(by, key, null, question.since(), question.until());
    }

    /** The newest of all matches; those of the same moment stay together. */
    private SearchPage page(SearchQuery question, List<Wanted> wanted) {
        if (!wanted.isEmpty() && !question.sifts()) {
            return newest(question, wanted);
        }
        Map<DeliveryId, Hit> hits = new HashMap<>();
        List<Instant> read = new ArrayList<>();
        Instant lookedTo = Instant.MIN;
        for (Wanted one : wanted) {
            lookedTo = later(lookedTo, collect(question, one, hits, read));
        }
        List<Hit> newestFirst = hits.values().stream()
                .sorted(Comparator.comparing(Hit::at).reversed())
                .toList();
        Instant end = newestFirst.size() > question.limit()
                ? newestFirst.get(question.limit() - 1).at()
                : lookedTo;
        List<Entry> shown = newestFirst.stream()
                .filter(hit -> !hit.at().isBefore(end))
                .map(Hit::entry)
                .toList();
        Instant next = end.equals(Instant.MIN) ? null : end;
        int looked = (int) read.stream().filter(at -> !at.isBefore(end)).count();
        return new SearchPage(shown, next, false, scope(wanted, next, looked));
    }

    private record Hit(Instant at, Entry entry) {}

    /** @return the time down to which it has searched; {@link Instant#MIN} if there is nothing earlier */
    private Instant collect(SearchQuery question, Wanted wanted, Map<DeliveryId, Hit> hits, List<Instant> read) {
        String from = "";
        Instant lookedTo = Instant.MIN;
        for (int page = 0, found = 0; page < PAGES && found <= question.limit(); page++) {
            Search.Page answer = search.find(wanted, AT_ONCE, from);
            for (Entry entry : answer.entries()) {
                lookedTo = at(wanted, entry);
                read.add(lookedTo);
                if (question.fits(entry)) {
                    hits.putIfAbsent(entry.delivery().id(), new Hit(lookedTo, entry));
                    found++;
                }
            }
            if (answer.next().isEmpty()) {
                return Instant.MIN;
            }
            from = answer.next();
        }
        return lookedTo;
    }

    private static Instant at(Wanted wanted, Entry entry) {
        Instant at =
                wanted.by() == By.SET ? entry.last().at() : entry.delivery().receivedAt();
        return at.truncatedTo(ChronoUnit.MILLIS); // as written in the indexes
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
