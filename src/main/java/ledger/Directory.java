package ledger;

import static ledger.Row.number;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Names the partitions that deliveries may be in: one row of the ledger with the sets and domains that ever had
 * deliveries, and the largest number of shards. A process enters its own sets and domains before its first write. So a
 * reader finds the deliveries of a set or domain that the settings no longer have. It finds those of all shards, even
 * after their number has changed.
 *
 * <p>A process has one directory, so that all its readers know immediately what the process has entered, and make one
 * request a second. A reader waits a second at most for the request of another, which may have no deadline.
 */
@Singleton
final class Directory {

    private static final Map<String, AttributeValue> KEY = Row.key("directory", "-");
    private static final String SETS = "sets";
    private static final String DOMAINS = "domains";
    private static final String SHARDS = "shards";

    /** Maximum time for which a process does not know a partition that another process has entered. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** @param domains each after the name of its set: {@code SET/shop.example} */
    private record Content(Set<String> sets, Set<String> domains, int shards) {

        Content and(Content other) {
            return new Content(union(sets, other.sets), union(domains, other.domains), Math.max(shards, other.shards));
        }
    }

    /** A partition of an index: a set's, or that of the mail of no set. */
    record Place(String set, int shard) {}

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Content own;
    private final Set<String> ownDomains;
    private final Set<String> entered = ConcurrentHashMap.newKeySet();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Content last;
    private volatile long readAt;

    /** @throws IllegalArgumentException if a set has a name that its partitions cannot have */
    Directory(DynamoDbClient dynamoDb, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.table = settings.ledgerTable();
        Stream<String> sets = settings.sets().keySet().stream().map(Directory::checked);
        this.own = new Content(
                Stream.concat(sets, Stream.of(Row.NO_SET)).collect(Collectors.toSet()),
                settings.sets().entrySet().stream()
                        .flatMap(set -> set.getValue().domains().stream().map(domain -> set.getKey() + "/" + domain))
                        .collect(Collectors.toSet()),
                settings.ledgerShards());
        this.ownDomains = own.domains().stream().map(Directory::domain).collect(Collectors.toSet());
        this.last = own;
        this.readAt = System.nanoTime() - FRESH.toNanos();
    }

    private static String checked(String set) {
        if (set.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "hikyaku.sets.%s: a set's name must not contain #; rename the set".formatted(set));
        }
        return set;
    }

    /** Enters the set; the first call also enters all sets of the settings. Later calls for the same set do nothing. */
    void enter(String set) {
        String name = Row.place(checked(set), 0);
        if (!entered.contains(name)) {
            enterOnce(name);
        }
    }

    /** Threads that call this at the same time cause one write. Readers do not wait for the write. */
    private void enterOnce(String name) {
        synchronized (entered) {
            if (!entered.contains(name)) {
                Content needed = own.and(new Content(Set.of(name), Set.of(), 1));
                write(needed);
                entered.addAll(needed.sets());
            }
        }
    }

    /** @return whether the settings have the domain; {@link #enter} then makes it known to all readers */
    boolean has(String domain) {
        return ownDomains.contains(domain);
    }

    /** @return the shard of a delivery that is written now */
    int shard(DeliveryId id) {
        return id.shard(own.shards());
    }

    /** @return all partitions that deliveries may be in */
    List<Place> places() {
        return current().sets().stream()
                .map(name -> name.equals(Row.NO_SET) ? "" : name)
                .flatMap(this::places)
                .toList();
    }

    Stream<Place> places(String set) {
        return IntStream.range(0, current().shards()).mapToObj(shard -> new Place(set, shard));
    }

    /** @return all domains that ever were a set's */
    Set<String> domains() {
        return current().domains().stream().map(Directory::domain).collect(Collectors.toSet());
    }

    /** @return all domains that ever were this set's */
    Set<String> domains(String set) {
        return current().domains().stream()
                .filter(domain -> domain.substring(0, domain.lastIndexOf('/')).equals(set))
                .map(Directory::domain)
                .collect(Collectors.toSet());
    }

    private static String domain(String ofSet) {
        return ofSet.substring(ofSet.lastIndexOf('/') + 1);
    }

    private Content current() {
        if (isFresh()) {
            return last;
        }
        boolean isLocked = waitForReader();
        try {
            if (!isFresh()) {
                add(read());
                readAt = System.nanoTime();
            }
            return last;
        } finally {
            if (isLocked) {
                reading.unlock();
            }
        }
    }

    private boolean isFresh() {
        return System.nanoTime() - readAt < FRESH.toNanos();
    }

    private boolean waitForReader() {
        try {
            return reading.tryLock(FRESH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void add(Content known) {
        last = last.and(known);
    }

    private Content read() {
        // a query, because readers have permission to query and not to get items
        Map<String, AttributeValue> row = dynamoDb
                .query(query -> query.tableName(table)
                        .keyConditionExpression("#partition = :partition")
                        .expressionAttributeNames(Map.of("#partition", Row.PARTITION))
                        .expressionAttributeValues(Map.of(":partition", KEY.get(Row.PARTITION)))
                        .consistentRead(true))
                .items()
                .stream()
                .findFirst()
                .orElse(Map.of());
        return new Content(
                texts(row.get(SETS)),
                texts(row.get(DOMAINS)),
                row.containsKey(SHARDS) ? Integer.parseInt(row.get(SHARDS).n()) : 1);
    }

    private void write(Content needed) {
        boolean domains = !needed.domains().isEmpty();
        String add = "ADD #sets :sets" + (domains ? ", #domains :domains" : "");
        Map<String, String> names = domains ? Map.of("#sets", SETS, "#domains", DOMAINS) : Map.of("#sets", SETS);
        AttributeValue sets = AttributeValue.fromSs(List.copyOf(needed.sets()));
        Map<String, AttributeValue> values = domains
                ? Map.of(":sets", sets, ":domains", AttributeValue.fromSs(List.copyOf(needed.domains())))
                : Map.of(":sets", sets);
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(KEY)
                .updateExpression(add)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(KEY)
                    .updateExpression("SET #shards = :shards")
                    .conditionExpression("attribute_not_exists(#shards) OR #shards < :shards")
                    .expressionAttributeNames(Map.of("#shards", SHARDS))
                    .expressionAttributeValues(Map.of(":shards", number(needed.shards()))));
        } catch (ConditionalCheckFailedException larger) {
            // another process has entered the same number, or a larger one
        }
        add(needed);
    }

    private static Set<String> texts(AttributeValue set) {
        return set == null ? Set.of() : new TreeSet<>(set.ss());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
