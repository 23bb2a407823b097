package ledger;

import static ledger.Row.number;
import static ledger.Row.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * receivedAt}; {@code set} by {@code stage}. All indexes contain keys only; a page is one query, and one batch read of
 * the rows.
 */
@ApplicationScoped
public class DynamoDbSearch implements Search {

    private static final TypeReference<TreeMap<String, String>> KEY = new TypeReference<>() {};

    private final ObjectMapper json = Json.mapper();
    private final DynamoDbClient dynamoDb;
    private final RowReader rows;
    private final String table;

    public DynamoDbSearch(DynamoDbClient dynamoDb, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.table = settings.ledgerTable();
        this.rows = new RowReader(dynamoDb, table);
    }

    @Override
    public Page find(Wanted wanted, int limit, String from) {
        QueryRequest.Builder query = query(wanted).limit(limit).scanIndexForward(false);
        if (!from.isEmpty()) {
            query.exclusiveStartKey(read(from));
        }
        QueryResponse answer = dynamoDb.query(query.build());
        return new Page(
                rows.entries(answer.items()), answer.hasLastEvaluatedKey() ? write(answer.lastEvaluatedKey()) : "");
    }

    @Override
    public List<Entry> newest(List<Wanted> wanted, int limit) {
        Stream<QueryRequest> queries = wanted.stream().map(one -> query(one).build());
        return rows.entries(new NewestKeys(dynamoDb, queries, limit).read());
    }

    @Override
    public Optional<Entry> oldest(Wanted wanted) {
        QueryRequest first = query(wanted).limit(1).build();
        return rows.entries(dynamoDb.query(first).items()).stream().findFirst();
    }

    @Override
    public int count(Wanted wanted, int atMost) {
        QueryRequest query = query(wanted).select(Select.COUNT).limit(atMost).build();
        int count = 0;
        for (QueryResponse page : dynamoDb.queryPaginator(query)) {
            count += page.count();
            if (count >= atMost) {
                return atMost;
            }
        }
        return count;
    }

    @Override
    public List<Instant> times(Wanted wanted, int atMost) {
        QueryRequest query = query(wanted).scanIndexForward(false).build();
        return dynamoDb.queryPaginator(query).items().stream()
                .limit(atMost)
                .map(Row::reachedAt)
                .toList();
    }

    private QueryRequest.Builder query(Wanted wanted) {
        QueryRequest.Builder query = QueryRequest.builder().tableName(table);
        return switch (wanted.by()) {
            case RECIPIENT -> byTime(query, Row.RECIPIENT, wanted);
            case TENANT -> byTime(query, Row.TENANT, wanted);
            case MESSAGE_ID -> byTime(query, Row.MESSAGE_ID, wanted);
            case SET ->
                between(
                        query.indexName(Row.STAGE),
                        Map.of("#key", Row.SET, "#at", Row.STAGE),
                        Row.set(wanted.key()),
                        Row.stage(wanted.status(), wanted.since()),
                        Row.stage(wanted.status(), wanted.until().minusMillis(1)));
        };
    }

    private static QueryRequest.Builder byTime(QueryRequest.Builder query, String attribute, Wanted wanted) {
        return between(
                query.indexName(attribute),
                Map.of("#key", attribute, "#at", Row.RECEIVED_AT),
                text(wanted.key()),
                millis(wanted.since()),
                millis(wanted.until().minusMillis(1)));
    }

    private static QueryRequest.Builder between(
            QueryRequest.Builder query,
            Map<String, String> names,
            AttributeValue key,
            AttributeValue since,
            AttributeValue until) {
        return query.keyConditionExpression("#key = :key AND #at BETWEEN :since AND :until")
                .expressionAttributeNames(names)
                .expressionAttributeValues(Map.of(":key", key, ":since", since, ":until", until));
    }

    private static AttributeValue millis(Instant time) {
        return number(time.toEpochMilli());
    }

    /** Keys are strings, except one number. */
    private String write(Map<String, AttributeValue> key) {
        TreeMap<String, String> texts = new TreeMap<>();
        key.forEach((name, value) -> texts.put(name, value.s() == null ? value.n() : value.s()));
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(texts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }

    private Map<String, AttributeValue> read(String from) {
        try {
            String texts = new String(Base64.getUrlDecoder().decode(from), StandardCharsets.UTF_8);
            Map<String, AttributeValue> key = new TreeMap<>();
            json.readValue(texts, KEY)
                    .forEach((name, value) ->
                            key.put(name, name.equals(Row.RECEIVED_AT) ? AttributeValue.fromN(value) : text(value)));
            return key;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no page of this search begins there");
        }
    }
}
