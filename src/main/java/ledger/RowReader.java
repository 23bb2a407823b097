package ledger;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads the table: rows by their keys, a hundred per request, and keys from indexes, several queries at a time. A
 * process has one instance, so that all readers share its threads.
 */
@Singleton
final class RowReader {

    /** Maximum number of keys that BatchGetItem accepts. */
    private static final int AT_ONCE = 100;

    private static final Logger LOG = Logger.getLogger(RowReader.class);

    private final SideBySide requests = new SideBySide();
    private final DynamoDbClient dynamoDb;
    private final String table;

    RowReader(DynamoDbClient dynamoDb, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.table = settings.ledgerTable();
    }

    /**
     * A set's program may have written into its rows (docs/decisions/002-sets-are-told-apart-by-iam.md). An unreadable
     * row must not block the others.
     *
     * @return the current rows, in the order of the keys, without missing or unreadable ones
     */
    List<Entry> entries(List<Map<String, AttributeValue>> ofIndex) {
        List<Map<String, AttributeValue>> unreadable = new ArrayList<>();
        List<Entry> entries = entries(ofIndex, (key, reason) -> unreadable.add(key));
        log(unreadable);
        return entries;
    }

    /** @return the rows themselves, without unreadable ones */
    List<Entry> read(List<Map<String, AttributeValue>> whole) {
        List<Map<String, AttributeValue>> unreadable = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        whole.forEach(row -> {
            try {
                entries.add(Row.entry(row));
            } catch (RuntimeException e) {
                unreadable.add(Row.key(row));
            }
        });
        log(unreadable);
        return entries;
    }

    private static void log(List<Map<String, AttributeValue>> unreadable) {
        if (!unreadable.isEmpty()) {
            String one = unreadable.get(0).get(Row.PARTITION).s().replaceAll("[^A-Za-z0-9._/-]", "?");
            LOG.warnf("%d rows of the ledger cannot be read and are skipped, for instance %s", unreadable.size(), one);
        }
    }

    /** @param refused is called with the key of each row that cannot be read */
    List<Entry> entries(
            List<Map<String, AttributeValue>> ofIndex,
            BiConsumer<Map<String, AttributeValue>, RuntimeException> refused) {
        Map<Map<String, AttributeValue>, Entry> found = new HashMap<>();
        List<Map<String, AttributeValue>> keys = ofIndex.stream().map(Row::key).toList();
        KeysAndAttributes whole =
                KeysAndAttributes.builder().consistentRead(true).build();
        get(keys, whole, row -> {
            try {
                found.put(Row.key(row), Row.entry(row));
            } catch (RuntimeException unreadable) {
                refused.accept(Row.key(row), unreadable);
            }
        });
        return keys.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** @return the keys that have rows; a row that was just written may be missing */
    Set<Map<String, AttributeValue>> known(List<Map<String, AttributeValue>> keys) {
        Set<Map<String, AttributeValue>> found = new HashSet<>();
        KeysAndAttributes keysAlone = KeysAndAttributes.builder()
                .projectionExpression("#partition, #delivery")
                .expressionAttributeNames(Map.of("#partition", Row.PARTITION, "#delivery", Row.DELIVERY))
                .build();
        // a key that appears twice in a request is an error
        get(keys.stream().distinct().toList(), keysAlone, found::add);
        return found;
    }

    /** @param step entries of a query that are read at a time, after the first few */
    MergedKeys merged(List<IndexQuery> queries, boolean newestFirst, int step) {
        return new MergedKeys(dynamoDb, requests, queries, newestFirst, step);
    }

    /** @return the answers to several requests, in the order of the questions */
    <Q, A> List<A> ask(List<Q> questions, Function<Q, A> request) {
        return requests.ask(questions, request);
    }

    private void get(
            List<Map<String, AttributeValue>> keys,
            KeysAndAttributes what,
            Consumer<Map<String, AttributeValue>> found) {
        for (int i = 0; i < keys.size(); i += AT_ONCE) {
            List<Map<String, AttributeValue>> some = keys.subList(i, Math.min(i + AT_ONCE, keys.size()));
            Map<String, KeysAndAttributes> wanted =
                    Map.of(table, what.toBuilder().keys(some).build());
            while (!wanted.isEmpty()) {
                Map<String, KeysAndAttributes> request = wanted;
                BatchGetItemResponse answer = dynamoDb.batchGetItem(batch -> batch.requestItems(request));
                answer.responses().getOrDefault(table, List.of()).forEach(found);
                wanted = answer.unprocessedKeys(); // an answer has 16 MB at most
            }
        }
    }
}
