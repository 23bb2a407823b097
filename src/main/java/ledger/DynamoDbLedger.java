package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static ledger.DeliveryStatus.UNPACKED;
import static ledger.Row.number;
import static ledger.Row.text;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The ledger in a DynamoDB table: partition key {@code partition}, sort key {@code delivery}. It has an index {@code
 * mail} of a mail's deliveries, an index {@code open} by {@code dueAt}, and {@link DynamoDbSearch}'s indexes. One
 * partition of the index {@code open} contains the open work; the others contain ended deliveries while their mails are
 * kept. DynamoDB deletes finished rows some time after {@code expiresAt}; no code depends on when.
 *
 * <p>The key contains the recipient's digest and not the address. So a forgotten delivery keeps its key, and each
 * write's own condition detects it.
 */
@Singleton
public class DynamoDbLedger implements Ledger, Deliveries, OperatorLedger, Postponement {

    /** When a timeline reaches this length, its older half is removed, except its first event. */
    static final int TIMELINE_LIMIT = 100;

    private static final Logger LOG = Logger.getLogger("hikyaku.ledger");
    private static final Duration UNREADABLE = Duration.ofHours(1);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    private static final String CLAIMABLE =
            "#status = :received OR (#status IN (:retry, :claimed, :unpacked) AND #dueAt <= :now)";
    private static final String HELD_BY_US = "#owner = :owner AND #fence = :fence";

    private final DynamoDbClient dynamoDb;
    private final Clock clock;
    private final String table;
    private final RowReader rows;
    private final Duration lease;
    private final Duration retention;
    private final Duration receivedAfter;
    private final SearchKeys searchKeys;

    public DynamoDbLedger(DynamoDbClient dynamoDb, Clock clock, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.clock = clock;
        this.table = settings.ledgerTable();
        this.rows = new RowReader(dynamoDb, table);
        this.lease = settings.lease();
        this.retention = settings.retention();
        this.receivedAfter = settings.sweep().receivedAfter();
        this.searchKeys = new SearchKeys(new SubjectWords(settings));
    }

    @Override
    public boolean receive(Delivery delivery) {
        ConditionalUpdate update = known(delivery)
                .when("attribute_not_exists(#partition)")
                .set("status", text(RECEIVED.name()))
                .set("owner", text(""))
                .set("fence", number(0))
                .set("attempt", number(1))
                .set(Row.SET, Row.set(delivery.set()))
                .set("timeline", Row.list(received(delivery)));
        try {
            dynamoDb.updateItem(
                    open(update, clock.instant().plus(receivedAfter)).of(table, delivery.id()));
            return true;
        } catch (ConditionalCheckFailedException known) {
            return false;
        }
    }

    @Override
    public ClaimResult claim(Delivery delivery, String owner) {
        Instant now = clock.instant();
        ConditionalUpdate claim = claiming(delivery, owner, now)
                .when("attribute_not_exists(#partition) OR size(#timeline) < :limit AND (" + CLAIMABLE + ")")
                .set("timeline", "list_append(if_not_exists(#timeline, :firstEvents), :events)")
                .with("firstEvents", Row.list(received(delivery)))
                .with("events", Row.list(claimed(now, owner)));
        try {
            return taken(claim, delivery.id());
        } catch (ConditionalCheckFailedException refused) {
            Map<String, AttributeValue> row = refused.item();
            boolean full = row.get("timeline").l().size() >= TIMELINE_LIMIT;
            return full ? claimAndShorten(delivery, owner, now) : refused(row);
        }
    }

    @Override
    public ClaimResult start(DeliveryId id, int attempt, String owner, String task, String nonce) {
        Instant now = clock.instant();
        ConditionalUpdate start = new ConditionalUpdate()
                .when("#attempt = :attempt AND #status IN (:claimed, :unpacked, :handedOver)")
                .with("attempt", number(attempt))
                .with("claimed", text(CLAIMED.name()))
                .with("unpacked", text(UNPACKED.name()))
                .with("handedOver", text(HANDED_OVER.name()))
                .set("status", text(RUNNING.name()))
                .set("owner", text(owner))
                .set(Row.NONCE, text(nonce))
                .set("fence", "#fence + :one")
                .with("one", number(1))
                .set("timeline", "list_append(#timeline, :events)")
                .with("events", Row.list(Row.event(now, RUNNING, owner, "attempt " + attempt)));
        if (task != null) {
            start.set("task", text(task));
        }
        try {
            return taken(open(start, now.plus(lease)), id);
        } catch (ConditionalCheckFailedException refused) {
            if (!refused.hasItem()) {
                throw new IllegalArgumentException("the ledger does not know " + id);
            }
            Claim row = Row.claim(refused.item());
            // a write whose answer was lost is repeated: the first one succeeded
            boolean ours = row.attempt() == attempt && row.status() == RUNNING && Row.isStart(refused.item(), nonce);
            return ours ? new ClaimResult.Claimed(row) : new ClaimResult.Settled(row.status());
        }
    }

    @Override
    public Claim move(Claim claim, Transition move) {
        move.check(claim);
        Instant now = clock.instant();
        ConditionalUpdate update = new ConditionalUpdate()
                .when(HELD_BY_US + " AND #status = :from")
                .with("owner", text(claim.owner()))
                .with("fence", number(claim.fence()))
                .with("from", text(claim.status().name()))
                .set("status", text(move.to().name()))
                .set("timeline", "list_append(#timeline, :events)")
                .with("events", Row.list(Row.event(now, move.to(), claim.owner(), move.note())));
        if (move.task() != null) {
            update.set("task", text(move.task()));
        }
        if (move.version() != null) {
            update.setOnce(Row.VERSION, text(move.version()));
        }
        if (!move.to().isInWork()) {
            update.set(Row.STAGE, Row.stage(move.to(), now));
        }
        if (move.opensAttempt()) {
            update.set("attempt", "#attempt + :one").with("one", number(1));
        }
        if (move.to().isFinal()) {
            update.set("expiresAt", number(now.plus(retention).getEpochSecond()));
        }
        if (move.to().isOver()) {
            update.set(Row.OPEN, Row.kept(Entry.ALL, claim.delivery().set()))
                    .set(Row.DUE_AT, number(now.toEpochMilli()));
        } else if (move.to().isFinal()) {
            update.remove(Row.OPEN).remove(Row.DUE_AT);
        } else {
            open(update, now.plus(move.dueIn().isZero() ? lease : move.dueIn()));
        }
        try {
            dynamoDb.updateItem(update.of(table, claim.id()));
            return claim.after(move);
        } catch (ConditionalCheckFailedException refused) {
            throw new ClaimLost(claim.id(), move.to());
        }
    }

    @Override
    public void renew(Claim claim) {
        ConditionalUpdate update = new ConditionalUpdate()
                .when(HELD_BY_US + " AND #status IN (:claimed, :unpacked, :running)")
                .with("owner", text(claim.owner()))
                .with("fence", number(claim.fence()))
                .with("claimed", text(CLAIMED.name()))
                .with("unpacked", text(UNPACKED.name()))
                .with("running", text(RUNNING.name()))
                .set(Row.DUE_AT, number(clock.instant().plus(lease).toEpochMilli()));
        try {
            dynamoDb.updateItem(update.of(table, claim.id()));
        } catch (ConditionalCheckFailedException refused) {
            throw new ClaimLost(claim.id(), claim.status());
        }
    }

    @Override
    public boolean postpone(Entry seen, Duration pause) {
        if (seen.dueAt() == null) {
            return false;
        }
        ConditionalUpdate update = new ConditionalUpdate()
                .when(HELD_BY_US + " AND #status = :seen AND #dueAt = :due")
                .with("owner", text(seen.claim().owner()))
                .with("fence", number(seen.claim().fence()))
                .with("seen", text(seen.status().name()))
                .with("due", number(seen.dueAt().toEpochMilli()))
                .set(Row.DUE_AT, number(clock.instant().plus(pause).toEpochMilli()));
        try {
            dynamoDb.updateItem(update.of(table, seen.claim().id()));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    @Override
    public boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why) {
        Instant now = clock.instant();
        AttributeValue event = Row.event(now, RETRY, by, OperatorLedger.note(seen, by, why));
        ConditionalUpdate update = new ConditionalUpdate()
                .when("#status = :seen AND (attribute_not_exists(#open) OR begins_with(#open, :kept))")
                .with("seen", text(seen.name()))
                .with("kept", text(Row.RAW_KEPT))
                .set("status", text(RETRY.name()))
                .set("owner", text(""))
                .set("fence", "#fence + :one")
                .set("attempt", "#attempt + :one")
                .set("first", "#attempt + :one")
                .with("one", number(1))
                .set("timeline", "list_append(#timeline, :events)")
                .with("events", Row.list(event))
                .set(Row.STAGE, Row.stage(RETRY, now))
                .remove("expiresAt")
                .remove(Row.VERSION);
        return word(open(update, now), id, event);
    }

    @Override
    public boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why) {
        Instant now = clock.instant();
        AttributeValue event = Row.event(now, DROPPED, by, OperatorLedger.noteOfDrop(seen, by, why));
        ConditionalUpdate update = new ConditionalUpdate()
                .when("#status = :seen")
                .with("seen", text(seen.name()))
                .set("status", text(DROPPED.name()))
                .set("timeline", "list_append(#timeline, :events)")
                .with("events", Row.list(event))
                .set(Row.STAGE, Row.stage(DROPPED, now))
                .set(Row.DUE_AT, number(now.toEpochMilli()));
        Optional<Entry> row = find(id); // for its set, because no index has a HELD delivery by set
        return row.isPresent()
                && word(
                        update.setOnce(
                                Row.OPEN,
                                Row.kept(Entry.ALL, row.get().delivery().set())),
                        id,
                        event);
    }

    /** An operator's. */
    private boolean word(ConditionalUpdate update, DeliveryId id, AttributeValue event) {
        try {
            dynamoDb.updateItem(update.of(table, id));
            return true;
        } catch (ConditionalCheckFailedException refused) {
            // the SDK repeats a write whose answer was lost: the first one succeeded
            return refused.hasItem() && refused.item().get("timeline").l().contains(event);
        }
    }

    @Override
    public Optional<Entry> find(DeliveryId id) {
        var answer =
                dynamoDb.getItem(get -> get.tableName(table).key(Row.key(id)).consistentRead(true));
        return answer.hasItem() ? Optional.of(Row.entry(answer.item())) : Optional.empty();
    }

    @Override
    public List<Entry> ofMail(String mail) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(Row.MAIL)
                .keyConditionExpression("#mail = :mail")
                .expressionAttributeNames(Map.of("#mail", Row.MAIL))
                .expressionAttributeValues(Map.of(":mail", text(mail)))
                .build();
        return rows.entries(dynamoDb.queryPaginator(query).items().stream().toList()).stream()
                .sorted(Comparator.comparing(entry -> entry.delivery().id().recipient()))
                .toList();
    }

    @Override
    public List<Delivery> unknown(List<Delivery> deliveries) {
        Set<Map<String, AttributeValue>> known = rows.known(
                deliveries.stream().map(delivery -> Row.key(delivery.id())).toList());
        return deliveries.stream()
                .filter(delivery -> !known.contains(Row.key(delivery.id())))
                .toList();
    }

    @Override
    public List<Entry> due(int limit) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .indexName(Row.OPEN)
                .keyConditionExpression("#open = :open AND #dueAt <= :now")
                .expressionAttributeNames(Map.of("#open", Row.OPEN, "#dueAt", Row.DUE_AT))
                .expressionAttributeValues(Map.of(
                        ":open", text(Row.OPEN), ":now", number(clock.instant().toEpochMilli())))
                .limit(limit)
                .build();
        List<Entry> due = new ArrayList<>();
        for (QueryResponse page : dynamoDb.queryPaginator(query)) {
            due.addAll(rows.entries(page.items(), this::putOff)); // fewer if some cannot be read
            if (due.size() >= limit) {
                break;
            }
        }
        return due.subList(0, Math.min(limit, due.size()));
    }

    /**
     * A row that no version of this program has written does not delay the others. It stays unchanged for an operator.
     */
    private void putOff(Map<String, AttributeValue> key, RuntimeException unreadable) {
        LOG.errorf(
                "a row of the ledger cannot be read, and is postponed by %s: partition %s: %s",
                UNREADABLE,
                UNPRINTABLE.matcher(key.get(Row.PARTITION).s()).replaceAll("?"),
                unreadable.getClass().getSimpleName());
        AttributeValue later = number(clock.instant().plus(UNREADABLE).toEpochMilli());
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key)
                    .conditionExpression("attribute_exists(#partition)")
                    .updateExpression("SET #dueAt = :later")
                    .expressionAttributeNames(Map.of("#partition", Row.PARTITION, "#dueAt", Row.DUE_AT))
                    .expressionAttributeValues(Map.of(":later", later)));
        } catch (ConditionalCheckFailedException gone) {
            LOG.debugf("the row was deleted meanwhile");
        }
    }

    /** Claims a row whose timeline is full: with the same condition, and shortens the timeline in the same write. */
    private ClaimResult claimAndShorten(Delivery delivery, String owner, Instant now) {
        ConditionalUpdate claim = claiming(delivery, owner, now)
                .when("size(#timeline) >= :limit AND (" + CLAIMABLE + ")")
                .set("timeline[" + TIMELINE_LIMIT * 2 + "]", ":event")
                .with("event", claimed(now, owner));
        for (int i = 1; i <= TIMELINE_LIMIT / 2; i++) {
            claim.remove("timeline[" + i + "]");
        }
        try {
            return taken(claim, delivery.id());
        } catch (ConditionalCheckFailedException refused) {
            return refused(refused.item());
        }
    }

    private ConditionalUpdate claiming(Delivery delivery, String owner, Instant now) {
        ConditionalUpdate update = known(delivery)
                .with("received", text(RECEIVED.name()))
                .with("retry", text(RETRY.name()))
                .with("claimed", text(CLAIMED.name()))
                .with("unpacked", text(UNPACKED.name()))
                .with("now", number(now.toEpochMilli()))
                .with("limit", number(TIMELINE_LIMIT))
                .set("status", ":claimed")
                .set("owner", text(owner))
                .set("fence", "if_not_exists(#fence, :zero) + :one")
                .with("zero", number(0))
                .with("one", number(1))
                .setOnce("attempt", number(1))
                .set(Row.SET, Row.set(delivery.set()))
                .set(Row.STAGE, Row.stage(CLAIMED, now))
                .remove("task"); // of an earlier attempt: its end must not be taken for this attempt's
        if (delivery.tenant().isEmpty()) {
            update.remove(Row.TENANT);
        } else {
            update.set(Row.TENANT, text(delivery.tenant()));
        }
        searchKeys.ofSubject(update, delivery);
        return open(update, now.plus(lease));
    }

    private static ConditionalUpdate known(Delivery delivery) {
        ConditionalUpdate update = new ConditionalUpdate()
                .setOnce(Row.MAIL, text(delivery.id().mail()))
                .setOnce(Row.RECIPIENT, text(delivery.id().recipient()))
                .setOnce(Row.VERDICTS, text(delivery.verdicts().write()))
                .setOnce("sender", text(delivery.sender()))
                .setOnce(Row.RECEIVED_AT, number(delivery.receivedAt().toEpochMilli()))
                .setOnce("bucket", text(delivery.raw().bucket()))
                .setOnce("key", text(delivery.raw().key()))
                .setOnce("first", number(1));
        if (!delivery.messageId().isEmpty()) {
            update.setOnce(Row.MESSAGE_ID, text(delivery.messageId()));
        }
        SearchKeys.ofSender(update, delivery);
        return update;
    }

    private static ConditionalUpdate open(ConditionalUpdate update, Instant dueAt) {
        return update.set(Row.OPEN, text(Row.OPEN)).set(Row.DUE_AT, number(dueAt.toEpochMilli()));
    }

    /** The timeline has the previous owner. */
    private ClaimResult taken(ConditionalUpdate update, DeliveryId id) {
        Map<String, AttributeValue> row =
                dynamoDb.updateItem(update.of(table, id, ReturnValue.ALL_NEW)).attributes();
        List<AttributeValue> timeline = row.get("timeline").l();
        Claim claim = Row.claim(row);
        DeliveryStatus before = Row.status(timeline.get(timeline.size() - 2).m());
        return new ClaimResult.Claimed(claim, claim.status() == CLAIMED && (before == CLAIMED || before == UNPACKED));
    }

    private static ClaimResult refused(Map<String, AttributeValue> row) {
        DeliveryStatus status = Row.status(row);
        return status.isFinal() || status.isHandedOver()
                ? new ClaimResult.Settled(status)
                : new ClaimResult.NotYet(Row.dueAt(row));
    }

    private static AttributeValue received(Delivery delivery) {
        return Row.event(delivery.receivedAt(), RECEIVED, "ses", "");
    }

    private static AttributeValue claimed(Instant now, String owner) {
        return Row.event(now, CLAIMED, owner, "");
    }
}
