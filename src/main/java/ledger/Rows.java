package ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The rows behind the keys that an index has, a hundred in a request. */
final class Rows {

    /** BatchGetItem takes no more. */
    private static final int AT_ONCE = 100;

    private final DynamoDbClient dynamoDb;
    private final String table;

    Rows(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** @return as they are now, in the order of the keys, without those that are gone */
    List<Entry> entries(List<Map<String, AttributeValue>> ofIndex) {
        Map<Map<String, AttributeValue>, Entry> found = new HashMap<>();
        List<Map<String, AttributeValue>> keys = ofIndex.stream().map(Row::key).toList();
        for (int i = 0; i < keys.size(); i += AT_ONCE) {
            get(keys.subList(i, Math.min(i + AT_ONCE, keys.size())), found);
        }
        return keys.stream().filter(found::containsKey).map(found::get).toList();
    }

    private void get(List<Map<String, AttributeValue>> keys, Map<Map<String, AttributeValue>, Entry> found) {
        Map<String, KeysAndAttributes> wanted = Map.of(
                table,
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        while (!wanted.isEmpty()) {
            Map<String, KeysAndAttributes> request = wanted;
            BatchGetItemResponse answer = dynamoDb.batchGetItem(batch -> batch.requestItems(request));
            answer.responses().getOrDefault(table, List.of()).stream()
                    .forEach(row -> found.put(Row.key(row), Row.entry(row)));
            wanted = answer.unprocessedKeys(); // an answer has 16 MB at most
        }
    }
}
