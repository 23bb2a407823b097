package ledger;

import static ledger.Row.number;
import static ledger.Row.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Forgets deliveries in {@link DynamoDbLedger}'s table. Its index {@code open} contains the deliveries that have ended,
 * by kind of kept data and time.
 */
@ApplicationScoped
public class DynamoDbErasure implements Erasure {

    private final DynamoDbClient dynamoDb;
    private final Clock clock;
    private final String table;
    private final RowReader rows;
    private final Directory directory;

    /** Creates its own readers. */
    public DynamoDbErasure(DynamoDbClient dynamoDb, Clock clock, Settings settings) {
        this(dynamoDb, new RowReader(dynamoDb, settings), new Directory(dynamoDb, settings), clock, settings);
    }

    @Inject
    DynamoDbErasure(DynamoDbClient dynamoDb, RowReader rows, Directory directory, Clock clock, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
        this.table = settings.ledgerTable();
    }

    @Override
    public List<Entry> over(String set, Set<KeptContent> kept, Instant by, int limit) {
        List<IndexQuery> queries = directory
                .places(set)
                .flatMap(place -> Stream.of(
                        Row.kept(kept, set, place.shard()),
                        kept.equals(Entry.ALL) ? Row.done(set, place.shard()) : null))
                .filter(Objects::nonNull)
                .map(partition -> IndexQuery.open(table, partition, 0, by.toEpochMilli()))
                .toList();
        MergedKeys oldestFirst = rows.merged(queries, false, limit);
        return rows.entries(oldestFirst.take(limit, 0)).stream()
                .filter(row -> row.status().isOver() && row.kept().equals(kept)) // the index is slightly stale
                .toList();
    }

    @Override
    public boolean keep(Entry seen, Set<KeptContent> kept) {
        String set = seen.delivery().set();
        int shard = seen.claim().shard();
        ConditionalUpdate update = new ConditionalUpdate()
                .when("#status = :seen AND #fence = :fence AND (#open = :was OR #open = :done)")
                .with("seen", text(seen.status().name()))
                .with("fence", number(seen.claim().fence()))
                .with("was", Row.kept(seen.kept(), set, shard))
                .with("done", seen.kept().equals(Entry.ALL) ? Row.done(set, shard) : Row.kept(seen.kept(), set, shard))
                .set(Row.OPEN, Row.kept(kept, set, shard))
                // a DONE delivery is not in the index of stages yet
                .set(Row.STAGE, Row.stage(seen.status(), seen.last().at()));
        try {
            dynamoDb.updateItem(update.of(table, seen.claim().id()));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    @Override
    public boolean forget(DeliveryId id, DeliveryStatus seen, String by, String why) {
        String note = Erasure.note(seen, by, why);
        Map<String, AttributeValue> row = dynamoDb.getItem(
                        get -> get.tableName(table).key(Row.key(id)).consistentRead(true))
                .item();
        if (row.isEmpty() || Row.status(row) != seen) {
            return false;
        }
        Map<String, AttributeValue> bare = Row.bare(row, clock.instant(), by, note);
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(bare)
                    .conditionExpression("#status = :seen AND #fence = :fence")
                    .expressionAttributeNames(Map.of("#status", Row.STATUS, "#fence", "fence"))
                    .expressionAttributeValues(Map.of(":seen", text(seen.name()), ":fence", row.get("fence")))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException refused) {
            // the SDK repeats a write whose answer was lost: the first one succeeded
            return bare.equals(refused.item());
        }
    }
}
