package ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import settings.RequestDeadline;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Search over the indexes {@code sender}, {@code author} and {@code subject}, each by {@code receivedAt}. Their entries
 * contain the values that a search compares: addresses, and the hashes of the subject's words. Only deliveries that
 * match are read.
 */
@ApplicationScoped
public class DynamoDbTermSearch implements TermSearch {

    /** Number of entries read from a partition at a time, after the first few: 200 are about 30 KB. */
    private static final int MORE = 200;

    /** Number of rows that one request reads: smaller requests would need more round trips. */
    private static final int ROWS_AT_ONCE = 25;

    private final DynamoDbClient dynamoDb;
    private final RowReader rows;
    private final SubjectWords subjects;
    private final String table;

    /** Creates its own readers. */
    public DynamoDbTermSearch(DynamoDbClient dynamoDb, Settings settings) {
        this(dynamoDb, new RowReader(dynamoDb, settings), settings);
    }

    @Inject
    DynamoDbTermSearch(DynamoDbClient dynamoDb, RowReader rows, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.rows = rows;
        this.table = settings.ledgerTable();
        this.subjects = new SubjectWords(settings);
    }

    @Override
    public List<String> setsWithSubjects() {
        return subjects.sets();
    }

    @Override
    public TermPage find(TermQuery query, Predicate<Entry> fits) {
        return query.since().isBefore(query.until())
                ? new PageReading(query, fits).read()
                : new TermPage(List.of(), null, 0, 0, false);
    }

    private Stream<IndexQuery> queries(TermQuery query, Instant until) {
        if (query.sender() != null) {
            String organisation = query.sender().organisation();
            return Stream.concat(
                    queries("sender", Row.SENDER_KEY, organisation, query, until),
                    queries("author", Row.AUTHOR_KEY, organisation, query, until));
        }
        Stream<String> sets = query.set() == null ? subjects.sets().stream() : Stream.of(query.set());
        return sets.flatMap(set -> queries("subject", Row.SUBJECT_KEY, set, query, until));
    }

    private Stream<IndexQuery> queries(String index, String attribute, String name, TermQuery query, Instant until) {
        return SearchKeys.keys(name).stream()
                .map(key -> IndexQuery.byReceipt(table, index, attribute, key, query.since(), until));
    }

    /** One request for each partition. */
    private List<QueryResponse> counts(TermQuery query, Instant until) {
        List<IndexQuery> partitions = queries(query, until).toList();
        int share = Math.max(1, MOST_COUNTED / Math.max(1, partitions.size()));
        List<QueryRequest> counts = partitions.stream()
                .map(one -> one.request().toBuilder()
                        .select(Select.COUNT)
                        .limit(share)
                        .build())
                .toList();
        return rows.ask(counts, dynamoDb::query);
    }

    /** One page: entries are collected until there are enough rows for one request. */
    private final class PageReading {

        private final TermQuery query;
        private final Predicate<Entry> fits;
        private final byte[] words;
        private final List<Entry> found = new ArrayList<>();
        private final List<Map<String, AttributeValue>> matches = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private int rowsRead;

        PageReading(TermQuery query, Predicate<Entry> fits) {
            this.query = query;
            this.fits = fits;
            this.words = query.subject().isBlank() ? new byte[0] : subjects.hashes(query.subject());
        }

        TermPage read() {
            if (!query.subject().isBlank() && words.length == 0) {
                return new TermPage(List.of(), null, 0, 0, false); // the subject has only punctuation
            }
            MergedKeys newest = rows.merged(queries(query, query.until()).toList(), true, MORE);
            for (Map<String, AttributeValue> entry = newest.next(); entry != null; entry = newest.next()) {
                if (isNewMoment(entry) && isEnough()) {
                    return page();
                }
                times.add(Row.receivedAt(entry));
                if (isMatch(entry)) {
                    matches.add(entry);
                }
            }
            readRows();
            return found.size() > query.limit()
                    ? page()
                    : new TermPage(List.copyOf(found), null, times.size(), times.size(), false);
        }

        /**
         * Whether the entry has another time than the previous one. A page ends only there, because its last time is
         * the {@code until} of the next page.
         */
        private boolean isNewMoment(Map<String, AttributeValue> entry) {
            return !times.isEmpty() && times.get(times.size() - 1) != Row.receivedAt(entry);
        }

        private boolean isEnough() {
            if (matches.size() >= Math.max(ROWS_AT_ONCE, query.limit() - found.size())) {
                readRows();
            }
            return found.size() >= query.limit()
                    || times.size() >= MOST_ENTRIES
                    || rowsRead >= MOST_DELIVERIES
                    || !RequestDeadline.current().hasTime();
        }

        private void readRows() {
            rows.entries(matches).stream()
                    .filter(entry -> entry.status() != DeliveryStatus.FORGOTTEN)
                    .filter(fits)
                    .forEach(found::add);
            rowsRead += matches.size();
            matches.clear();
        }

        private boolean isMatch(Map<String, AttributeValue> entry) {
            boolean isOfSender = query.sender() == null
                    || query.sender().names(Row.textOrEmpty(entry, Row.SENDER))
                    || query.sender().names(Row.textOrEmpty(entry, Row.AUTHOR));
            AttributeValue own = entry.get(Row.WORDS);
            boolean hasWords = words.length == 0
                    || own != null && SubjectWords.containsAll(own.b().asByteArrayUnsafe(), words);
            return isOfSender && hasWords;
        }

        private TermPage page() {
            readRows();
            long end = found.size() > query.limit()
                    ? found.get(query.limit() - 1).delivery().receivedAt().toEpochMilli()
                    : times.get(times.size() - 1);
            List<Entry> shown = found.stream()
                    .filter(entry -> entry.delivery().receivedAt().toEpochMilli() >= end)
                    .toList();
            int read = (int) times.stream().filter(time -> time >= end).count();
            Instant backTo = Instant.ofEpochMilli(end);
            if (!RequestDeadline.current().hasTime() || !query.since().isBefore(backTo)) {
                return new TermPage(shown, backTo, read, read, true);
            }
            List<QueryResponse> rest = counts(query, backTo);
            return new TermPage(
                    shown,
                    backTo,
                    read,
                    read + rest.stream().mapToInt(QueryResponse::count).sum(),
                    rest.stream().anyMatch(QueryResponse::hasLastEvaluatedKey));
        }
    }
}
