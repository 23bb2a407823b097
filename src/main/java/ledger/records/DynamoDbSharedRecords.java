package ledger.records;

import static ledger.Row.number;
import static ledger.Row.text;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import ledger.Row;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Shared records in rows of the ledger's table that are in no index: {@code shared/NAME}. */
@ApplicationScoped
public class DynamoDbSharedRecords implements SharedRecords {

    private static final String REVISION = "revision";
    private static final String FIELDS = "fields";
    private static final String NONCE = "nonce";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbSharedRecords(DynamoDbClient dynamoDb, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.table = settings.ledgerTable();
    }

    @Override
    public SharedRecord read(String name) {
        var answer = dynamoDb.getItem(get -> get.tableName(table).key(key(name)).consistentRead(true));
        if (!answer.hasItem()) {
            return new SharedRecord(name, 0, Map.of());
        }
        Map<String, String> fields = answer.item().get(FIELDS).m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().s()));
        return new SharedRecord(name, Long.parseLong(answer.item().get(REVISION).n()), fields);
    }

    @Override
    public boolean write(SharedRecord seen, Map<String, String> fields, Instant until) {
        String nonce = UUID.randomUUID().toString();
        Map<String, AttributeValue> texts = fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> text(field.getValue())));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":next", number(seen.revision() + 1),
                ":nonce", text(nonce),
                ":fields", AttributeValue.fromM(texts)));
        if (seen.revision() > 0) {
            values.put(":seen", number(seen.revision()));
        }
        if (until != null) {
            values.put(":until", number(until.getEpochSecond()));
        }
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(seen.name()))
                    .updateExpression("SET #revision = :next, #nonce = :nonce, #fields = :fields"
                            + (until == null ? " REMOVE #expiresAt" : ", #expiresAt = :until"))
                    .conditionExpression(seen.revision() == 0 ? "attribute_not_exists(#revision)" : "#revision = :seen")
                    .expressionAttributeNames(Map.of(
                            "#revision", REVISION, "#nonce", NONCE, "#fields", FIELDS, "#expiresAt", "expiresAt"))
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException refused) {
            // the SDK repeats a write whose answer was lost: the first one succeeded
            return refused.hasItem() && text(nonce).equals(refused.item().get(NONCE));
        }
    }

    private static Map<String, AttributeValue> key(String name) {
        return Row.key("shared/" + name, "-");
    }
}
