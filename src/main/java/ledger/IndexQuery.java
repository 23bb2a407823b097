package ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A query of one partition of an index.
 *
 * @param time reads an entry's time, in epoch milliseconds; it is the order of the index
 */
record IndexQuery(QueryRequest request, ToLongFunction<Map<String, AttributeValue>> time) {

    /** Entries between two values of the sort key, both included. */
    static IndexQuery between(
            String table,
            String index,
            List<String> keys,
            AttributeValue partition,
            AttributeValue since,
            AttributeValue until,
            ToLongFunction<Map<String, AttributeValue>> time) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#key = :key AND #at BETWEEN :since AND :until")
                .expressionAttributeNames(Map.of("#key", keys.get(0), "#at", keys.get(1)))
                .expressionAttributeValues(Map.of(":key", partition, ":since", since, ":until", until))
                .build();
        return new IndexQuery(request, time);
    }

    /** Entries of an index by {@code receivedAt}. */
    static IndexQuery byReceipt(
            String table, String index, String attribute, AttributeValue key, Instant since, Instant until) {
        return between(
                table,
                index,
                List.of(attribute, Row.RECEIVED_AT),
                key,
                Row.number(since.toEpochMilli()),
                Row.number(until.toEpochMilli() - 1),
                Row::receivedAt);
    }

    /** Entries of the index {@code open} up to that time. */
    static IndexQuery open(String table, AttributeValue partition, long since, long until) {
        return between(
                table,
                Row.OPEN,
                List.of(Row.OPEN, Row.DUE_AT),
                partition,
                Row.number(since),
                Row.number(until),
                Row::lookAt);
    }
}
