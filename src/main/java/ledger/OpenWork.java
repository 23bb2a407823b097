package ledger;

import static ledger.Row.number;
import static ledger.Row.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Reads the open work that is due, in all partitions of the index {@code open}. An entry of the index may have a time
 * before the row's due time, because only the claim writes the entry: the hand-over and the start leave it unchanged. A
 * row with such an early entry is read again after half a lease. After {@code hikyaku.sweep.task-after} the entry is moved to
 * the row's own time.
 */
final class OpenWork {

    private static final Logger LOG = Logger.getLogger("hikyaku.ledger");
    private static final Duration UNREADABLE = Duration.ofHours(1);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    /** Maximum number of rows that BatchGetItem accepts. */
    private static final int AT_ONCE = 100;

    /** Maximum number of entries that a call moves; the next call moves further ones. */
    private static final int MOVES = 500;

    /** Number of early entries that are remembered. For further ones, each call reads the rows again. */
    private static final int REMEMBERED = 100_000;

    private final Map<Map<String, AttributeValue>, Instant> early = new ConcurrentHashMap<>();
    private final DynamoDbClient dynamoDb;
    private final Directory directory;
    private final RowReader rows;
    private final Clock clock;
    private final String table;
    private final Duration lease;
    private final Duration longEnough;

    OpenWork(DynamoDbClient dynamoDb, RowReader rows, Directory directory, Clock clock, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
        this.table = settings.ledgerTable();
        this.lease = settings.lease();
        this.longEnough = settings.sweep().taskAfter();
    }

    List<Entry> due(int limit) {
        Instant now = clock.instant();
        early.values().removeIf(until -> !until.isAfter(now));
        Stream<AttributeValue> partitions = Stream.concat(
                Stream.of(text(Row.ALL_OPEN)),
                directory.places().stream()
                        .flatMap(place -> Stream.of(
                                Row.inWork(place.set(), place.shard()), Row.waiting(place.set(), place.shard()))));
        MergedKeys keys = rows.merged(
                partitions
                        .map(partition -> IndexQuery.open(table, partition, 0, now.toEpochMilli()))
                        .toList(),
                false,
                Math.max(limit, AT_ONCE));
        List<Entry> due = new ArrayList<>();
        for (int moves = 0; due.size() < limit && !keys.isAtEnd(); ) {
            Map<Map<String, AttributeValue>, Long> some = unremembered(keys, Math.min(AT_ONCE, limit));
            for (Entry entry : rows.entries(List.copyOf(some.keySet()), this::putOff)) {
                long lookAt = some.get(Row.key(entry.claim().id()));
                if (entry.dueAt() == null) {
                    LOG.debugf("%s has ended meanwhile", entry.claim().id());
                } else if (!entry.dueAt().isAfter(now)) {
                    due.add(entry);
                } else if (now.minus(longEnough).toEpochMilli() < lookAt || moves++ >= MOVES) {
                    remember(entry, lookAt, now);
                } else {
                    moveEntry(entry, lookAt);
                }
            }
        }
        return due.stream()
                .sorted(Comparator.comparing(Entry::dueAt))
                .limit(limit)
                .toList();
    }

    /** @return keys with the times of their entries */
    private Map<Map<String, AttributeValue>, Long> unremembered(MergedKeys keys, int most) {
        Map<Map<String, AttributeValue>, Long> some = new LinkedHashMap<>();
        while (some.size() < most && !keys.isAtEnd()) {
            Map<String, AttributeValue> key = keys.next();
            if (!early.containsKey(entry(Row.key(key), Row.lookAt(key)))) {
                some.put(Row.key(key), Row.lookAt(key));
            }
        }
        return some;
    }

    /**
     * Remembers an early entry until its row is due, but for half a lease at most. If the process that starts the
     * delivery dies, the delivery becomes due sooner than its row says now.
     */
    private void remember(Entry seen, long lookAt, Instant now) {
        if (early.size() < REMEMBERED) {
            Instant again = now.plus(lease.dividedBy(2));
            early.put(entry(Row.key(seen.claim().id()), lookAt), seen.dueAt().isBefore(again) ? seen.dueAt() : again);
        }
    }

    private static Map<String, AttributeValue> entry(Map<String, AttributeValue> key, long lookAt) {
        Map<String, AttributeValue> entry = new HashMap<>(key);
        entry.put(Row.DUE_AT, number(lookAt));
        return entry;
    }

    private void moveEntry(Entry seen, long lookAt) {
        Claim claim = seen.claim();
        ConditionalUpdate update = new ConditionalUpdate()
                .when("#owner = :owner AND #fence = :fence AND #status = :seen AND #dueAt = :was AND #until = :until")
                .with("owner", text(claim.owner()))
                .with("fence", number(claim.fence()))
                .with("seen", text(seen.status().name()))
                .with("was", number(lookAt))
                .with("until", number(seen.dueAt().toEpochMilli()))
                .set(Row.DUE_AT, ":until")
                .set(Row.OPEN, Row.waiting(seen.delivery().set(), claim.shard()));
        if (seen.status().isInWork()) {
            update.set(
                    Row.STAGE,
                    Row.stage(seen.status(), Instant.ofEpochMilli(lookAt).minus(lease)));
        }
        try {
            dynamoDb.updateItem(update.of(table, claim.id()));
        } catch (ConditionalCheckFailedException changed) {
            LOG.debugf("%s has changed meanwhile", claim.id());
        } catch (SdkException failure) {
            // for instance in a command with read permissions only: the entry stays unchanged
            LOG.debugf(
                    "the index entry of %s was not moved: %s",
                    claim.id(), failure.getClass().getSimpleName());
        }
    }

    /**
     * A row in a format that no version of this program has written does not delay the others. Such a row stays
     * unchanged, so that an operator can look at it.
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
}
