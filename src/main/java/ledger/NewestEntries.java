package ledger;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import settings.RequestDeadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Index entries of several partitions in one order, newest first. Reads entries as they are consumed: few at first,
 * because most searches end on their first page.
 */
final class NewestEntries implements Iterator<Map<String, AttributeValue>> {

    private static final int FIRST = 25;
    private static final int MOST_AT_ONCE = 1000;

    private final DynamoDbClient dynamoDb;
    private final List<Partition> partitions;

    /** @param queries queries of indexes by {@code receivedAt} */
    NewestEntries(DynamoDbClient dynamoDb, Stream<QueryRequest> queries) {
        this.dynamoDb = dynamoDb;
        this.partitions = queries.map(Partition::new).toList();
    }

    @Override
    public boolean hasNext() {
        List<Partition> empty = partitions.stream()
                .filter(partition -> partition.read.isEmpty() && !partition.isAtEnd)
                .toList();
        RequestDeadline deadline = RequestDeadline.current();
        empty.parallelStream().forEach(partition -> deadline.run(partition::readOn));
        return partitions.stream().anyMatch(partition -> !partition.read.isEmpty());
    }

    @Override
    public Map<String, AttributeValue> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no entry is left");
        }
        return partitions.stream()
                .filter(partition -> !partition.read.isEmpty())
                .max(Comparator.comparing(partition -> receivedAt(partition.read.peek())))
                .map(partition -> partition.read.poll())
                .orElseThrow();
    }

    static long receivedAt(Map<String, AttributeValue> entry) {
        return Long.parseLong(entry.get(Row.RECEIVED_AT).n());
    }

    private final class Partition {

        private final QueryRequest query;
        private final ArrayDeque<Map<String, AttributeValue>> read = new ArrayDeque<>();
        private Map<String, AttributeValue> from = Map.of();
        private int atOnce = FIRST;
        private boolean isAtEnd;

        Partition(QueryRequest query) {
            this.query = query;
        }

        /** DynamoDB may answer with no entries and a place to continue from. */
        void readOn() {
            while (read.isEmpty() && !isAtEnd) {
                QueryRequest.Builder next =
                        query.toBuilder().scanIndexForward(false).limit(atOnce);
                QueryResponse answer = dynamoDb.query(
                        from.isEmpty()
                                ? next.build()
                                : next.exclusiveStartKey(from).build());
                read.addAll(answer.items());
                from = answer.lastEvaluatedKey();
                isAtEnd = from.isEmpty();
                atOnce = Math.min(MOST_AT_ONCE, atOnce * 4);
            }
        }
    }
}
