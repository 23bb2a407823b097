package books;

import static ledger.Row.number;
import static ledger.Row.text;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import ledger.Row;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Keeps the place in a row of the ledger's table that is in no index. */
@ApplicationScoped
public class DynamoDbScanPlaces implements ScanPlaces {

    private static final Map<String, AttributeValue> KEY = Row.key("scan/inboxes", "place");

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbScanPlaces(DynamoDbClient dynamoDb, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.table = settings.ledgerTable();
    }

    @Override
    public ScanPlace get() {
        Map<String, AttributeValue> row = dynamoDb.getItem(
                        get -> get.tableName(table).key(KEY).consistentRead(true))
                .item();
        return row.isEmpty()
                ? ScanPlace.NONE
                : new ScanPlace(
                        Instant.ofEpochMilli(Long.parseLong(row.get("began").n())),
                        row.get("inbox").s(),
                        row.get("after").s());
    }

    @Override
    public boolean move(ScanPlace from, ScanPlace to) {
        String condition = "#began = :wasBegan AND #inbox = :wasInbox AND #after = :wasAfter";
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(KEY)
                    .conditionExpression(
                            from.equals(ScanPlace.NONE)
                                    ? "attribute_not_exists(#began) OR (" + condition + ")"
                                    : condition)
                    .updateExpression("SET #began = :began, #inbox = :inbox, #after = :after")
                    .expressionAttributeNames(Map.of("#began", "began", "#inbox", "inbox", "#after", "after"))
                    .expressionAttributeValues(Map.of(
                            ":wasBegan", number(from.began().toEpochMilli()),
                            ":wasInbox", text(from.inbox()),
                            ":wasAfter", text(from.after()),
                            ":began", number(to.began().toEpochMilli()),
                            ":inbox", text(to.inbox()),
                            ":after", text(to.after()))));
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        }
    }
}
