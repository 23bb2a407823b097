package ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import settings.RequestDeadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The newest keys of several indexes. Each index is read in small steps, until it cannot contain newer keys. */
final class NewestKeys {

    /** DynamoDB's smallest charge covers this many keys. */
    private static final int FIRST = 20;

    private static final int MORE = 100;

    /** Keys of the same moment belong to one page: for instance a set's mail that was held for one cause. */
    private static final int TIES = 100;

    private final DynamoDbClient dynamoDb;
    private final List<Index> indexes;
    private final int limit;

    NewestKeys(DynamoDbClient dynamoDb, Stream<QueryRequest> queries, int limit) {
        this.dynamoDb = dynamoDb;
        this.indexes = queries.map(Index::new).toList();
        this.limit = limit;
    }

    /** @return newest first: all there are, or {@code limit} and those with the same time as the last of them */
    List<Map<String, AttributeValue>> read() {
        List<Map<String, AttributeValue>> newest = List.of();
        for (List<Index> open = indexes; !open.isEmpty(); open = mayHaveMore(end(newest))) {
            RequestDeadline deadline = RequestDeadline.current();
            open.parallelStream().forEach(index -> deadline.run(index::readOn)); // there is one for each set and status
            newest = newestFirst();
        }
        String end = end(newest);
        return newest.stream().takeWhile(key -> time(key).compareTo(end) >= 0).toList();
    }

    private List<Index> mayHaveMore(String end) {
        return indexes.stream().filter(index -> index.mayHaveMore(end)).toList();
    }

    /** @return the time of the last key of the answer; empty while there are not enough of them */
    private String end(List<Map<String, AttributeValue>> newestFirst) {
        return newestFirst.size() < limit ? "" : time(newestFirst.get(limit - 1));
    }

    /** Several indexes may contain a delivery, and BatchGetItem refuses to read a row twice. */
    private List<Map<String, AttributeValue>> newestFirst() {
        Set<Map<String, AttributeValue>> seen = new HashSet<>();
        return indexes.stream()
                .flatMap(index -> index.keys.stream())
                .sorted(Comparator.comparing(NewestKeys::time).reversed())
                .filter(key -> seen.add(Row.key(key)))
                .toList();
    }

    /** In the order of time: both forms keep the same length for centuries. */
    private static String time(Map<String, AttributeValue> key) {
        AttributeValue stage = key.get(Row.STAGE);
        return stage == null
                ? key.get(Row.RECEIVED_AT).n()
                : stage.s().substring(stage.s().indexOf('/'));
    }

    private final class Index {

        private final QueryRequest query;
        private final List<Map<String, AttributeValue>> keys = new ArrayList<>();
        private Map<String, AttributeValue> from = Map.of();

        Index(QueryRequest query) {
            this.query = query;
        }

        void readOn() {
            QueryRequest.Builder next =
                    query.toBuilder().scanIndexForward(false).limit(keys.isEmpty() ? FIRST : MORE);
            if (!from.isEmpty()) {
                next.exclusiveStartKey(from);
            }
            QueryResponse answer = dynamoDb.query(next.build());
            keys.addAll(answer.items());
            from = answer.lastEvaluatedKey();
        }

        boolean mayHaveMore(String end) {
            return !from.isEmpty()
                    && keys.size() < Math.max(limit, TIES)
                    && (keys.isEmpty() || time(keys.get(keys.size() - 1)).compareTo(end) >= 0);
        }
    }
}
