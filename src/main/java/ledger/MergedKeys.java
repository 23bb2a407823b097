package ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The keys of several index queries in the order of their times. Each delivery appears once, with all attributes of its
 * first entry. The queries are read side by side in small steps, as far as the caller reads.
 */
final class MergedKeys {

    /** DynamoDB's smallest charge covers this many keys. */
    private static final int FIRST = 20;

    private final DynamoDbClient dynamoDb;
    private final SideBySide requests;
    private final boolean newestFirst;
    private final int step;
    private final List<Cursor> cursors;
    private final Set<Map<String, AttributeValue>> seen = new HashSet<>();

    /** @param step entries of a query that are read at a time, after the first few */
    MergedKeys(DynamoDbClient dynamoDb, SideBySide requests, List<IndexQuery> queries, boolean newestFirst, int step) {
        this.dynamoDb = dynamoDb;
        this.requests = requests;
        this.newestFirst = newestFirst;
        this.step = step;
        this.cursors = queries.stream().map(Cursor::new).toList();
    }

    /**
     * Continues at the positions at which an earlier read of these queries ended.
     *
     * @param positions the result of {@link #positions}
     * @throws IllegalArgumentException if the positions belong to other queries
     */
    void startAt(List<Optional<Map<String, AttributeValue>>> positions) {
        if (positions.size() != cursors.size()) {
            throw new IllegalArgumentException("no page of this search begins there");
        }
        for (int i = 0; i < cursors.size(); i++) {
            cursors.get(i).startAt(positions.get(i));
        }
    }

    /**
     * @return the last returned key of each query: an empty map for a query at its beginning, none for a query at its
     * end
     */
    List<Optional<Map<String, AttributeValue>>> positions() {
        return cursors.stream()
                .map(cursor ->
                        cursor.isAtEnd() ? Optional.<Map<String, AttributeValue>>empty() : Optional.of(cursor.last))
                .toList();
    }

    /** @return the next key; null at the end */
    Map<String, AttributeValue> next() {
        Cursor first = first();
        if (first == null) {
            return null;
        }
        Map<String, AttributeValue> key = first.take();
        seen.add(Row.key(key));
        return key;
    }

    /** @return the time of the next key; null at the end */
    Long nextTime() {
        Cursor first = first();
        return first == null ? null : first.time();
    }

    boolean isAtEnd() {
        return first() == null;
    }

    /**
     * @return the next keys, at most {@code limit}, and then at most {@code ties} keys with the same time as the last
     *     one
     */
    List<Map<String, AttributeValue>> take(int limit, int ties) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        Long end = null;
        for (Long time = nextTime(); time != null; time = nextTime()) {
            if (keys.size() >= limit + ties || keys.size() >= limit && !time.equals(end)) {
                break;
            }
            keys.add(next());
            end = time;
        }
        return keys;
    }

    /** @return the query whose next key comes first */
    private Cursor first() {
        Comparator<Cursor> byTime = Comparator.comparingLong(Cursor::time);
        while (true) {
            List<Cursor> empty = cursors.stream().filter(Cursor::needsMore).toList();
            if (!empty.isEmpty()) {
                requests.ask(empty, Cursor::read);
                continue;
            }
            Cursor first = cursors.stream()
                    .filter(cursor -> !cursor.isAtEnd())
                    .min(newestFirst ? byTime.reversed() : byTime)
                    .orElse(null);
            if (first == null || !seen.contains(Row.key(first.ahead.peek()))) {
                return first;
            }
            first.take();
        }
    }

    private final class Cursor {

        private final IndexQuery query;
        private final Deque<Map<String, AttributeValue>> ahead = new ArrayDeque<>();
        private Map<String, AttributeValue> last = Map.of();
        private Map<String, AttributeValue> from = Map.of();
        private boolean hasMore = true;
        private int reads;

        Cursor(IndexQuery query) {
            this.query = query;
        }

        void startAt(Optional<Map<String, AttributeValue>> position) {
            hasMore = position.isPresent();
            last = position.orElse(Map.of());
            from = last;
        }

        boolean needsMore() {
            return ahead.isEmpty() && hasMore;
        }

        boolean isAtEnd() {
            return ahead.isEmpty() && !hasMore;
        }

        long time() {
            return query.time().applyAsLong(ahead.peek());
        }

        Map<String, AttributeValue> take() {
            last = ahead.remove();
            return last;
        }

        /** @return number of keys read */
        int read() {
            boolean few = reads++ == 0 && cursors.size() > 1;
            QueryRequest.Builder next = query.request().toBuilder()
                    .scanIndexForward(!newestFirst)
                    .limit(few ? Math.min(FIRST, step) : step);
            if (!from.isEmpty()) {
                next.exclusiveStartKey(from);
            }
            QueryResponse answer = dynamoDb.query(next.build());
            ahead.addAll(answer.items());
            hasMore = answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty();
            from = answer.lastEvaluatedKey();
            return answer.items().size();
        }
    }
}
