package ledger;

import static ledger.Row.number;
import static ledger.Row.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Quotas in rows of the ledger's table that are in no index: {@code places/SCOPE} with the deliveries that have a slot,
 * {@code day/SCOPE/DATE} with a number. A worker that finds all slots taken checks which of the deliveries are still in
 * progress, and frees the other slots.
 */
@ApplicationScoped
public class DynamoDbQuotas implements Quotas {

    private static final String TAKEN = "taken";
    private static final String COUNTED = "counted";

    private final DynamoDbClient dynamoDb;
    private final RowReader rows;
    private final String table;

    /** Creates the reader of the ledger's rows itself. */
    public DynamoDbQuotas(DynamoDbClient dynamoDb, Settings settings) {
        this(dynamoDb, new RowReader(dynamoDb, settings), settings);
    }

    @Inject
    DynamoDbQuotas(DynamoDbClient dynamoDb, RowReader rows, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.rows = rows;
        this.table = settings.ledgerTable();
    }

    @Override
    public boolean enter(String scope, int places, DeliveryId id) {
        try {
            take(scope, places, id);
            return true;
        } catch (ConditionalCheckFailedException full) {
            List<String> gone = outOfWork(full.item().get(TAKEN).ss());
            return !gone.isEmpty() && clear(scope, gone) && enterNow(scope, places, id);
        }
    }

    @Override
    public boolean count(String scope, LocalDate day, int atMost) {
        long forgotten = day.plusDays(3).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key("day/" + scope + "/" + day))
                    .updateExpression("ADD #counted :one SET #expiresAt = :forgotten")
                    .conditionExpression("attribute_not_exists(#counted) AND :atMost > :zero OR #counted < :atMost")
                    .expressionAttributeNames(Map.of("#counted", COUNTED, "#expiresAt", "expiresAt"))
                    .expressionAttributeValues(Map.of(
                            ":one", number(1),
                            ":zero", number(0),
                            ":atMost", number(atMost),
                            ":forgotten", number(forgotten))));
            return true;
        } catch (ConditionalCheckFailedException enough) {
            return false;
        }
    }

    /** Another worker may have been faster: then the delivery waits, without a second try here. */
    private boolean enterNow(String scope, int places, DeliveryId id) {
        try {
            take(scope, places, id);
            return true;
        } catch (ConditionalCheckFailedException full) {
            return false;
        }
    }

    private void take(String scope, int places, DeliveryId id) {
        String one = written(id);
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(key("places/" + scope))
                .updateExpression("ADD #taken :set")
                .conditionExpression("attribute_not_exists(#taken) OR contains(#taken, :id) OR size(#taken) < :places")
                .expressionAttributeNames(Map.of("#taken", TAKEN))
                .expressionAttributeValues(Map.of(
                        ":set", AttributeValue.fromSs(List.of(one)), ":id", text(one), ":places", number(places)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private boolean clear(String scope, List<String> gone) {
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(key("places/" + scope))
                .updateExpression("DELETE #taken :gone")
                .expressionAttributeNames(Map.of("#taken", TAKEN))
                .expressionAttributeValues(Map.of(":gone", AttributeValue.fromSs(gone))));
        return true;
    }

    /** A delivery that the ledger no longer has is not in progress either. */
    private List<String> outOfWork(List<String> taken) {
        Set<String> inWork = rows
                .entries(taken.stream().map(DynamoDbQuotas::read).toList())
                .stream()
                .filter(entry -> entry.status().isInWork())
                .map(entry -> written(entry.delivery().id()))
                .collect(Collectors.toSet());
        return taken.stream().filter(one -> !inWork.contains(one)).toList();
    }

    /** A digest contains no space. */
    private static String written(DeliveryId id) {
        return id.partition() + " " + id.digest();
    }

    private static Map<String, AttributeValue> read(String written) {
        int blank = written.lastIndexOf(' ');
        return Row.key(written.substring(0, blank), written.substring(blank + 1));
    }

    private static Map<String, AttributeValue> key(String name) {
        return Row.key(name, "-");
    }
}
