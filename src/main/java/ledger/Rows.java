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
    List<Entry> entries(List<Map<String, AttributeValue>> keys) {
        Map<DeliveryId, Entry> found = new HashMap<>();
        List<DeliveryId> ids = keys.stream().map(Row::id).toList();
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            get(ids.subList(i, Math.min(i + AT_ONCE, ids.size())), found);
        }
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private void get(List<DeliveryId> ids, Map<DeliveryId, Entry> found) {
        Map<String, KeysAndAttributes> wanted = Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(ids.stream().map(Row::key).toList())
                        .consistentRead(true)
                        .build());
        while (!wanted.isEmpty()) {
            Map<String, KeysAndAttributes> request = wanted;
            BatchGetItemResponse answer = dynamoDb.batchGetItem(batch -> batch.requestItems(request));
            answer.responses().getOrDefault(table, List.of()).stream()
                    .map(Row::entry)
                    .forEach(entry -> found.put(entry.delivery().id(), entry));
            wanted = answer.unprocessedKeys(); // an answer has 16 MB at most
        }
    }
}
