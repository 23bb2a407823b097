package desk;

import addresses.AddressBook;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import mail.NotificationReader;
import settings.Settings;

/**
 * Finds deliveries by any text that an operator has. The first word in an index selects them, and the others filter. If
 * no index has any of the words, the newest deliveries are searched.
 */
@ApplicationScoped
@Unremovable
public class Finder {

    /** Maximum number of aliases that a part of an address may match. */
    private static final int ALIASES = 20;

    /**
     * How many deliveries of an index are read at once, and how often, before an answer ends with a position to
     * continue from.
     */
    private static final int AT_ONCE = 100;

    private static final int PAGES = 10;

    /** Maximum number of deliveries that are searched for a word without an index. */
    private static final int NEWEST = 500;

    /** One status of each stage: in the index, all that are in work form one stage. */
    private static final Set<DeliveryStatus> STAGES = EnumSet.complementOf(EnumSet.of(
            DeliveryStatus.RECEIVED, DeliveryStatus.CLAIMED, DeliveryStatus.UNPACKED, DeliveryStatus.HANDED_OVER));

    private final Search search;
    private final Deliveries deliveries;
    private final AddressBook addresses;
    private final Settings settings;

    public Finder(Search search, Deliveries deliveries, AddressBook addresses, Settings settings) {
        this.search = search;
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.settings = settings;
    }

    public SearchPage find(SearchQuery question) {
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
        return pieces(question);
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
        return new SearchPage(newest.stream().filter(question::fits).toList(), end(wanted, newest, NEWEST), true);
    }

    private SearchPage newest(SearchQuery question, List<Wanted> wanted) {
        List<Entry> newest = search.newest(wanted, question.limit() + 1);
        Instant end = end(wanted, newest, question.limit());
        List<Entry> shown = newest.stream()
                .filter(entry -> end == null || !at(wanted.get(0), entry).isBefore(end))
                .filter(question::fits)
                .toList();
        return new SearchPage(shown, end, false);
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
        Instant lookedTo = Instant.MIN;
        for (Wanted one : wanted) {
            lookedTo = later(lookedTo, collect(question, one, hits));
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
        return new SearchPage(shown, end.equals(Instant.MIN) ? null : end, false);
    }

    private record Hit(Instant at, Entry entry) {}

    /** @return the time down to which it has searched; {@link Instant#MIN} if there is nothing earlier */
    private Instant collect(SearchQuery question, Wanted wanted, Map<DeliveryId, Hit> hits) {
        String from = "";
        Instant lookedTo = Instant.MIN;
        for (int page = 0, found = 0; page < PAGES && found <= question.limit(); page++) {
            Search.Page answer = search.find(wanted, AT_ONCE, from);
            for (Entry entry : answer.entries()) {
                lookedTo = at(wanted, entry);
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
