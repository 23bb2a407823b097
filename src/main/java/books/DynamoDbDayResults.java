package books;

import static ledger.Row.number;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.Row;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The results in rows of the ledger's table that are in no index: {@code reconciled/DAY}. */
@ApplicationScoped
public class DynamoDbDayResults implements DayResults {

    private static final Duration LONG = Duration.ofHours(1);
    private static final String FOUND = "found";

    private final DynamoDbClient dynamoDb;
    private final Clock clock;
    private final String table;
    private final Duration retention;

    public DynamoDbDayResults(DynamoDbClient dynamoDb, Clock clock, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.clock = clock;
        this.table = settings.ledgerTable();
        this.retention = settings.retention();
    }

    @Override
    public Optional<Map<String, Integer>> of(LocalDate day) {
        Map<String, AttributeValue> row = dynamoDb.getItem(
                        get -> get.tableName(table).key(key(day)).consistentRead(true))
                .item();
        return Optional.ofNullable(row.get(FOUND))
                .map(found -> found.m().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                kind -> Integer.parseInt(kind.getValue().n()))));
    }

    @Override
    public boolean begin(LocalDate day) {
        Instant now = clock.instant();
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(day))
                    .conditionExpression(
                            "attribute_not_exists(#found) AND (attribute_not_exists(#begun) OR #begun < :long)")
                    .updateExpression("SET #begun = :now, #expiresAt = :expires")
                    .expressionAttributeNames(Map.of("#found", FOUND, "#begun", "begun", "#expiresAt", "expiresAt"))
                    .expressionAttributeValues(Map.of(
                            ":now", number(now.toEpochMilli()),
                            ":long", number(now.minus(LONG).toEpochMilli()),
                            ":expires", number(now.plus(retention).getEpochSecond()))));
            return true;
        } catch (ConditionalCheckFailedException others) {
            return false;
        }
    }

    @Override
    public void end(LocalDate day, Map<String, Integer> differences) {
        AttributeValue found = AttributeValue.fromM(differences.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, kind -> number(kind.getValue()))));
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(key(day))
                .updateExpression("SET #found = :found")
                .expressionAttributeNames(Map.of("#found", FOUND))
                .expressionAttributeValues(Map.of(":found", found)));
    }

    private static Map<String, AttributeValue> key(LocalDate day) {
        return Row.key("reconciled/" + day, "result");
    }
}
