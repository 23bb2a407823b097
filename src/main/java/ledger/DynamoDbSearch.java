package ledger;

import static ledger.Row.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import json.Json;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Search over the ledger's indexes: {@code recipient}, {@code tenant} and {@code messageId}, each by {@code
 * receivedAt}; {@code set} by {@code stage}, and {@code open} for what is in progress or DONE. All indexes contain keys
 * only; a page is a few queries side by side, and one batch read of the rows.
 */
@ApplicationScoped
public class DynamoDbSearch implements Search {

    private static final TypeReference<List<TreeMap<String, String>>> KEYS = new TypeReference<>() {};

    /** Maximum number of keys of one moment on a page: for instance a set's mail that was held for one cause. */
    private static final int TIES = 1000;

    /** Number of entries read from an index at a time, after the first few. */
    private static final int MORE = 100;

    private static final int MANY = 1000;

    private final DynamoDbClient dynamoDb;
    private final RowReader rows;
    private final Directory directory;
    private final String table;
    private final Duration lease;

    /** Creates its own readers. */
    public DynamoDbSearch(DynamoDbClient dynamoDb, Settings settings) {
        this(dynamoDb, new RowReader(dynamoDb, settings), new Directory(dynamoDb, settings), settings);
    }

    @Inject
    DynamoDbSearch(DynamoDbClient dynamoDb, RowReader rows, Directory directory, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.rows = rows;
        this.directory = directory;
        this.table = settings.ledgerTable();
        this.lease = settings.lease();
    }

    @Override
    public Page find(Wanted wanted, int limit, String from) {
        MergedKeys keys = newestFirst(queries(wanted).toList(), limit);
        if (!from.isEmpty()) {
            keys.startAt(read(from));
        }
        List<Entry> found = entries(wanted, keys.take(limit, 0));
        return new Page(found, keys.isAtEnd() ? "" : write(keys.positions()));
    }

    @Override
    public List<Entry> newest(List<Wanted> wanted, int limit) {
        List<IndexQuery> queries = wanted.stream().flatMap(this::queries).toList();
        List<Entry> found = rows.entries(newestFirst(queries, MORE).take(limit, TIES));
        return found.stream()
                .filter(entry -> wanted.stream().anyMatch(one -> belongs(one, entry)))
                .toList();
    }

    @Override
    public Optional<Entry> oldest(Wanted wanted) {
        MergedKeys oldestFirst = rows.merged(queries(wanted).toList(), false, 1);
        return entries(wanted, oldestFirst.take(1, 0)).stream().findFirst();
    }

    /** The partitions share {@code atMost}, so that a set with many shards costs no more than a set with one. */
    @Override
    public int count(Wanted wanted, int atMost) {
        List<QueryRequest> unfinished = queries(wanted).map(IndexQuery::request).toList();
        int count = 0;
        while (count < atMost && !unfinished.isEmpty()) {
            int share = 1 + (atMost - count - 1) / unfinished.size();
            List<QueryRequest> asked = unfinished.stream()
                    .map(one ->
                            one.toBuilder().select(Select.COUNT).limit(share).build())
                    .toList();
            List<QueryResponse> pages = rows.ask(asked, dynamoDb::query);
            count += pages.stream().mapToInt(QueryResponse::count).sum();
            unfinished = IntStream.range(0, asked.size())
                    .filter(i -> pages.get(i).hasLastEvaluatedKey())
                    .mapToObj(i -> asked.get(i).toBuilder()
                            .exclusiveStartKey(pages.get(i).lastEvaluatedKey())
                            .build())
                    .toList();
        }
        return Math.min(count, atMost);
    }

    @Override
    public List<Instant> times(Wanted wanted, int atMost) {
        MergedKeys keys = newestFirst(queries(wanted).toList(), MANY);
        List<Instant> times = new ArrayList<>();
        for (Long time = keys.nextTime(); time != null && times.size() < atMost; time = keys.nextTime()) {
            times.add(Instant.ofEpochMilli(time));
            keys.next();
        }
        return times;
    }

    private MergedKeys newestFirst(List<IndexQuery> queries, int step) {
        return rows.merged(queries, true, step);
    }

    private List<Entry> entries(Wanted wanted, List<Map<String, AttributeValue>> keys) {
        return rows.entries(keys).stream()
                .filter(entry -> belongs(wanted, entry))
                .toList();
    }

    /**
     * A courier may write its deliveries into another set's partition
     * (docs/decisions/002-sets-are-told-apart-by-iam.md). An address may have had another tenant. So each row is
     * compared with the query.
     */
    private static boolean belongs(Wanted wanted, Entry entry) {
        String tenant = entry.delivery().tenant();
        return switch (wanted.by()) {
            case SET -> entry.delivery().set().equals(wanted.key());
            case TENANT -> tenant.isEmpty() || tenant.equals(wanted.key());
            case RECIPIENT, MESSAGE_ID -> true;
        };
    }

    private Stream<IndexQuery> queries(Wanted wanted) {
        return switch (wanted.by()) {
            case RECIPIENT -> Stream.of(byReceipt(Row.RECIPIENT, wanted.key(), wanted));
            case TENANT ->
                Stream.concat(
                        Stream.of(byReceipt(Row.TENANT, wanted.key(), wanted)),
                        directory.domains().stream()
                                .map(domain -> byReceipt(Row.RECIPIENT, wanted.key() + "@" + domain, wanted)));
            case MESSAGE_ID -> Stream.of(byReceipt(Row.MESSAGE_ID, wanted.key(), wanted));
            case SET -> directory.places(wanted.key()).flatMap(place -> inPlace(place, wanted));
        };
    }

    private Stream<IndexQuery> inPlace(Directory.Place place, Wanted wanted) {
        IndexQuery byStage = IndexQuery.between(
                table,
                Row.STAGE,
                List.of(Row.SET, Row.STAGE),
                Row.set(place.set(), place.shard()),
                Row.stage(wanted.status(), wanted.since()),
                Row.stage(wanted.status(), wanted.until().minusMillis(1)),
                key -> Row.reachedAt(key).toEpochMilli());
        if (wanted.status() == DeliveryStatus.DONE) {
            return Stream.of(byStage, ended(place, wanted));
        }
        return wanted.status().isInWork() ? Stream.of(byStage, inWork(place, wanted)) : Stream.of(byStage);
    }

    private IndexQuery ended(Directory.Place place, Wanted wanted) {
        return IndexQuery.open(
                table,
                Row.done(place.set(), place.shard()),
                wanted.since().toEpochMilli(),
                wanted.until().toEpochMilli() - 1);
    }

    /** The due time in the index is the end of the lease that began with the claim. */
    private IndexQuery inWork(Directory.Place place, Wanted wanted) {
        long millis = lease.toMillis();
        IndexQuery byLease = IndexQuery.open(
                table,
                Row.inWork(place.set(), place.shard()),
                wanted.since().toEpochMilli() + millis,
                wanted.until().toEpochMilli() + millis - 1);
        return new IndexQuery(byLease.request(), key -> Row.lookAt(key) - millis);
    }

    private IndexQuery byReceipt(String attribute, String key, Wanted wanted) {
        return IndexQuery.byReceipt(table, attribute, attribute, text(key), wanted.since(), wanted.until());
    }

    /**
     * Writes positions as JSON. All values of a key, also numbers, become strings. The position of a query that has
     * ended becomes null.
     */
    private String write(List<Optional<Map<String, AttributeValue>>> positions) {
        List<Map<String, String>> texts = positions.stream()
                .map(position -> position.map(DynamoDbSearch::texts).orElse(null))
                .toList();
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Json.shared().writeValueAsBytes(texts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of maps of texts is JSON", e);
        }
    }

    private static Map<String, String> texts(Map<String, AttributeValue> key) {
        Map<String, String> texts = new TreeMap<>();
        key.forEach((name, value) -> texts.put(name, value.s() == null ? value.n() : value.s()));
        return texts;
    }

    private List<Optional<Map<String, AttributeValue>>> read(String from) {
        try {
            String texts = new String(Base64.getUrlDecoder().decode(from), StandardCharsets.UTF_8);
            return Json.shared().readValue(texts, KEYS).stream()
                    .map(key -> Optional.ofNullable(key).map(DynamoDbSearch::values))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no page of this search begins there");
        }
    }

    private static Map<String, AttributeValue> values(Map<String, String> texts) {
        Map<String, AttributeValue> key = new TreeMap<>();
        texts.forEach((name, value) -> key.put(
                name,
                name.equals(Row.RECEIVED_AT) || name.equals(Row.DUE_AT) ? AttributeValue.fromN(value) : text(value)));
        return key;
    }
}
