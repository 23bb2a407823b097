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

import aws.ItemUpdates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The ledger in a DynamoDB table: partition key {@code partition}, sort key {@code delivery}. The index {@code open}
 * contains the open work by {@code dueAt}, and ended deliveries while their mails are kept. Each set has its own
 * partitions. {@link DynamoDbSearch} has further indexes. DynamoDB deletes finished rows some time after {@code
 * expiresAt}; no code depends on when.
 *
 * <p>The key contains the recipient's digest and not the address. So a forgotten delivery keeps its key, and each
 * write's own condition detects it.
 *
 * <p>A delivery without failures needs four writes. The first puts it into the index {@code open}, and the last removes
 * it from there (docs/decisions/060-index-entries-that-stay.md).
 */
@Singleton
public class DynamoDbLedger implements Ledger, Deliveries, OperatorLedger, Postponement {

    /** When a timeline reaches this length, its older half is removed, except its first event. */
    static final int TIMELINE_LIMIT = 100;

    /** Whether work is due. A row of an earlier version has its due time in the index attribute only. */
    private static final String IS_DUE = "(#until <= :now OR attribute_not_exists(#until) AND #dueAt <= :now)";

    private static final Logger LOG = Logger.getLogger("hikyaku.ledger");

    private static final String CLAIMABLE =
            "#status = :received OR (#status IN (:retry, :claimed, :unpacked) AND " + IS_DUE + ")";
    private static final String HELD_BY_US = "#owner = :owner AND #fence = :fence";

    private final DynamoDbClient dynamoDb;
    private final ItemUpdates updates;
    private final Clock clock;
    private final String table;
    private final RowReader rows;
    private final Directory directory;
    private final OpenWork openWork;
    private final Duration lease;
    private final Duration retention;
    private final Duration receivedAfter;
    private final SearchKeys searchKeys;

    /** Creates its own readers, and writes with the SDK. */
    public DynamoDbLedger(DynamoDbClient dynamoDb, Clock clock, Settings settings) {
        this(
                dynamoDb,
                dynamoDb::updateItem,
                new RowReader(dynamoDb, settings),
                new Directory(dynamoDb, settings),
                clock,
                settings);
    }

    /** @param updates sends all writes */
    @Inject
    DynamoDbLedger(
            DynamoDbClient dynamoDb,
            ItemUpdates updates,
            RowReader rows,
            Directory directory,
            Clock clock,
            Settings settings) {
        this.dynamoDb = dynamoDb;
        this.updates = updates;
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
        this.table = settings.ledgerTable();
        this.openWork = new OpenWork(dynamoDb, rows, directory, clock, settings);
        this.lease = settings.lease();
        this.retention = settings.retention();
        this.receivedAfter = settings.sweep().receivedAfter();
        this.searchKeys = new SearchKeys(new SubjectWords(settings));
    }

    @Override
    public boolean receive(Delivery delivery) {
        directory.enter(delivery.set());
        int shard = directory.shard(delivery.id());
        ConditionalUpdate update = known(delivery)
                .when("attribute_not_exists(#partition)")
                .set("status", text(RECEIVED.name()))
                .set("owner", text(""))
                .set("fence", number(0))
                .set("attempt", number(1))
                .set(Row.SET, Row.set(delivery.set(), shard))
                .set("timeline", Row.list(received(delivery)));
        try {
            Instant dueAt = clock.instant().plus(receivedAfter);
            updates.updateItem(waiting(update, delivery.set(), shard, dueAt).of(table, delivery.id()));
            return true;
        } catch (ConditionalCheckFailedException known) {
            return false;
        }
    }

    @Override
    public ClaimResult claim(Delivery delivery, String owner) {
        directory.enter(delivery.set());
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
        Instant until = now.plus(lease);
        start.set(Row.UNTIL, number(until.toEpochMilli()));
        try {
            Map<String, AttributeValue> row = write(start, id);
            Claim claim = Row.claim(row);
            if (row.containsKey(Row.DUE_AT) && Row.lookAt(row) > until.toEpochMilli()) {
                lookSooner(claim, until);
            }
            return new ClaimResult.Claimed(claim);
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
        if (move.opensAttempt()) {
            update.set("attempt", "#attempt + :one").with("one", number(1));
        }
        if (move.to().isFinal()) {
            update.set("expiresAt", number(now.plus(retention).getEpochSecond()));
        }
        place(update, claim, move, now);
        try {
            updates.updateItem(update.of(table, claim.id()));
            return claim.after(move);
        } catch (ConditionalCheckFailedException refused) {
            throw new ClaimLost(claim.id(), move.to());
        }
    }

    /** Leaves out index attributes that need not change, because each written index entry costs a write unit. */
    private void place(ConditionalUpdate update, Claim claim, Transition move, Instant now) {
        String set = claim.delivery().set();
        Instant until = now.plus(move.dueIn().isZero() ? lease : move.dueIn());
        switch (move.to()) {
            case DONE ->
                update.set(Row.OPEN, Row.done(set, claim.shard()))
                        .set(Row.DUE_AT, number(now.toEpochMilli()))
                        .remove(Row.STAGE)
                        .remove(Row.UNTIL)
                        .remove(Row.NONCE);
            case FAILED, DEAD, DROPPED ->
                update.set(Row.OPEN, Row.kept(Entry.ALL, set, claim.shard()))
                        .set(Row.DUE_AT, number(now.toEpochMilli()))
                        .set(Row.STAGE, Row.stage(move.to(), now))
                        .remove(Row.UNTIL);
            case HELD ->
                update.set(Row.STAGE, Row.stage(move.to(), now))
                        .remove(Row.OPEN)
                        .remove(Row.DUE_AT)
                        .remove(Row.UNTIL);
            case RETRY -> waiting(update, set, claim.shard(), until).set(Row.STAGE, Row.stage(move.to(), now));
            default -> {
                update.set(Row.UNTIL, number(until.toEpochMilli()));
                if (until.isBefore(now.plus(lease))) {
                    update.set(Row.DUE_AT, number(until.toEpochMilli()));
                }
            }
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
                .set(Row.UNTIL, number(clock.instant().plus(lease).toEpochMilli()));
        try {
            updates.updateItem(update.of(table, claim.id()));
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
                .when(HELD_BY_US + " AND #status = :seen AND "
                        + "(#until = :due OR attribute_not_exists(#until) AND #dueAt = :due)")
                .with("owner", text(seen.claim().owner()))
                .with("fence", number(seen.claim().fence()))
                .with("seen", text(seen.status().name()))
                .with("due", number(seen.dueAt().toEpochMilli()));
        waiting(
                update,
                seen.delivery().set(),
                seen.claim().shard(),
                clock.instant().plus(pause));
        if (seen.status().isInWork()) {
            update.setOnce(Row.STAGE, Row.stage(seen.status(), seen.last().at()));
        }
        try {
            updates.updateItem(update.of(table, seen.claim().id()));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    @Override
    public boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why) {
        Instant now = clock.instant();
        AttributeValue event = Row.event(now, RETRY, by, OperatorLedger.note(seen, by, why));
        Optional<Claim> row = find(id).map(Entry::claim); // has the shard of its index entries
        if (row.isEmpty()) {
            return false;
        }
        ConditionalUpdate update = new ConditionalUpdate()
                .when("#status = :seen AND "
                        + "(attribute_not_exists(#open) OR begins_with(#open, :kept) OR begins_with(#open, :done))")
                .with("seen", text(seen.name()))
                .with("kept", text(Row.RAW_KEPT))
                .with("done", text(Row.DONE_KEPT))
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
        return word(waiting(update, row.get().delivery().set(), row.get().shard(), now), id, event);
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
        Optional<Claim> row = find(id).map(Entry::claim); // has the shard of its index entries
        return row.isPresent()
                && word(
                        update.setOnce(
                                Row.OPEN,
                                Row.kept(
                                        Entry.ALL,
                                        row.get().delivery().set(),
                                        row.get().shard())),
                        id,
                        event);
    }

    /** The update of an operator's action. */
    private boolean word(ConditionalUpdate update, DeliveryId id, AttributeValue event) {
        try {
            updates.updateItem(update.of(table, id));
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
        return ofMail(mail, directory.domains());
    }

    @Override
    public List<Entry> ofMail(String mail, String set) {
        return ofMail(mail, directory.domains(set));
    }

    private List<Entry> ofMail(String mail, Set<String> domains) {
        QueryRequest ofOtherDomains =
                query("#mail = :mail", Row.MAIL, mail).indexName(Row.MAIL).build();
        Stream<QueryRequest> ofDomains = domains.stream()
                .map(domain -> query("#partition = :partition", Row.PARTITION, DeliveryId.partition(domain, mail))
                        .build());
        List<List<Map<String, AttributeValue>>> found = rows.ask(
                Stream.concat(Stream.of(ofOtherDomains), ofDomains).toList(),
                query -> dynamoDb.queryPaginator(query).items().stream().toList());
        List<Map<String, AttributeValue>> whole =
                found.stream().skip(1).flatMap(List::stream).toList();
        Set<Map<String, AttributeValue>> read = whole.stream().map(Row::key).collect(Collectors.toSet());
        List<Map<String, AttributeValue>> keys = found.get(0).stream()
                .filter(key -> !read.contains(Row.key(key)))
                .toList();
        return Stream.concat(rows.read(whole).stream(), rows.entries(keys).stream())
                .sorted(Comparator.comparing(entry -> entry.delivery().id().recipient()))
                .toList();
    }

    private QueryRequest.Builder query(String condition, String attribute, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(condition)
                .expressionAttributeNames(Map.of("#" + attribute, attribute))
                .expressionAttributeValues(Map.of(":" + attribute, text(value)));
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
        return openWork.due(limit);
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
                .set(Row.SET, Row.set(delivery.set(), directory.shard(delivery.id())))
                .remove(Row.STAGE)
                .remove("task"); // a task of an earlier attempt: its end must not count as the end of this one
        String tenant = delivery.tenant();
        if (tenant.equals(delivery.id().localPart()) && isListed(delivery)) {
            update.set(Row.ALIAS, AttributeValue.fromBool(true)).remove(Row.TENANT);
        } else if (tenant.isEmpty()) {
            update.remove(Row.TENANT).remove(Row.ALIAS);
        } else {
            update.set(Row.TENANT, text(tenant)).remove(Row.ALIAS);
        }
        searchKeys.ofSubject(update, delivery);
        AttributeValue until = number(now.plus(lease).toEpochMilli());
        return update.set(Row.OPEN, Row.inWork(delivery.set(), directory.shard(delivery.id())))
                .set(Row.DUE_AT, until)
                .set(Row.UNTIL, until);
    }

    /** @return whether readers know the domain, and so find the delivery in its partition */
    private boolean isListed(Delivery delivery) {
        return directory.has(delivery.id().domain());
    }

    private ConditionalUpdate known(Delivery delivery) {
        ConditionalUpdate update = new ConditionalUpdate()
                .setOnce(Row.RECIPIENT, text(delivery.id().recipient()))
                .setOnce(Row.VERDICTS, text(delivery.verdicts().write()))
                .setOnce("sender", text(delivery.sender()))
                .setOnce(Row.RECEIVED_AT, number(delivery.receivedAt().toEpochMilli()))
                .setOnce("bucket", text(delivery.raw().bucket()))
                .setOnce("key", text(delivery.raw().key()))
                .setOnce("first", number(1));
        if (!isListed(delivery)) {
            update.setOnce(Row.MAIL, text(delivery.id().mail()));
        }
        if (!delivery.messageId().isEmpty()) {
            update.setOnce(Row.MESSAGE_ID, text(delivery.messageId()));
        }
        SearchKeys.ofSender(update, delivery);
        return update;
    }

    private static ConditionalUpdate waiting(ConditionalUpdate update, String set, int shard, Instant dueAt) {
        AttributeValue millis = number(dueAt.toEpochMilli());
        return update.set(Row.OPEN, Row.waiting(set, shard))
                .set(Row.DUE_AT, millis)
                .set(Row.UNTIL, millis);
    }

    /**
     * Sets an earlier time for the sweeper's next check. After a long wait, the time in the index lies after the end of
     * the lease.
     */
    private void lookSooner(Claim claim, Instant until) {
        ConditionalUpdate update = new ConditionalUpdate()
                .when(HELD_BY_US + " AND #status = :running")
                .with("owner", text(claim.owner()))
                .with("fence", number(claim.fence()))
                .with("running", text(RUNNING.name()))
                .set(Row.DUE_AT, number(until.toEpochMilli()));
        try {
            updates.updateItem(update.of(table, claim.id()));
        } catch (ConditionalCheckFailedException ended) {
            LOG.debugf("%s has changed meanwhile", claim.id());
        } catch (SdkException failure) {
            LOG.warnf(
                    "the sweeper will check %s later than intended, because its index entry was not moved: %s",
                    claim.id(), failure.getClass().getSimpleName());
        }
    }

    private Map<String, AttributeValue> write(ConditionalUpdate update, DeliveryId id) {
        return updates.updateItem(update.of(table, id, ReturnValue.ALL_NEW)).attributes();
    }

    /** Writes a claim. The timeline's last event but one shows whether the claim was taken over from another owner. */
    private ClaimResult taken(ConditionalUpdate update, DeliveryId id) {
        Map<String, AttributeValue> row = write(update, id);
        List<AttributeValue> timeline = row.get("timeline").l();
        DeliveryStatus before = Row.event(timeline.get(timeline.size() - 2)).status();
        return new ClaimResult.Claimed(Row.claim(row), before == CLAIMED || before == UNPACKED);
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
