package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Takes units from partitions, and refuses a request whose partition has none left. */
final class Throughput {

    /** Above this number of partitions, those that have all their units again are removed from the map. */
    private static final int MANY = 100_000;

    private static final double NANOS = 1e9;

    /** A partition's units, for reads or for writes. */
    private record Partition(String resource, boolean isWrite, int hash, long key) {}

    /** Units that are left at that time. If their number is negative, the following seconds have fewer units. */
    private record Units(double left, Instant at) {}

    private final Clock clock;
    private final Map<Partition, Units> partitions = new HashMap<>();
    private ThroughputLimits limits = ThroughputLimits.NONE;

    Throughput(Clock clock) {
        this.clock = clock;
    }

    void limit(ThroughputLimits limits) {
        this.limits = limits;
        partitions.clear();
    }

    boolean isLimited() {
        return limits != ThroughputLimits.NONE;
    }

    /**
     * @throws TableFault if this second's units are used up, in the table's partition or in that of an index whose
     * backlog is full
     */
    void checkWrite(TableSchema table, JsonNode old, JsonNode now) {
        if (!isLimited()) {
            return;
        }
        JsonNode item = now == null ? old : now;
        if (item != null && left(partition(table.name(), true, table.keys(), item)) <= 0) {
            throw throttled(table, table.name(), "TableWriteKeyRangeThroughputExceeded");
        }
        double backlog = limits.indexBacklog().toNanos() / NANOS * limits.writeUnits();
        for (IndexSchema index : table.indexes().values()) {
            for (JsonNode version : Arrays.asList(old, now)) {
                JsonNode entry = index.entry(version);
                boolean writes = ConsumedCapacity.writeUnits(index, old, now) > 0;
                if (entry != null
                        && writes
                        && left(partition(name(table, index), true, index.keys(), entry)) <= -backlog) {
                    throw throttled(table, name(table, index), "IndexWriteKeyRangeThroughputExceeded");
                }
            }
        }
    }

    void takeWrite(TableSchema table, JsonNode old, JsonNode now, int factor) {
        if (!isLimited()) {
            return;
        }
        JsonNode item = now == null ? old : now;
        if (item != null) {
            take(partition(table.name(), true, table.keys(), item), ConsumedCapacity.writeUnits(old, now) * factor);
        }
        for (IndexSchema index : table.indexes().values()) {
            JsonNode entry = index.entry(now) == null ? index.entry(old) : index.entry(now);
            if (entry != null) {
                take(
                        partition(name(table, index), true, index.keys(), entry),
                        ConsumedCapacity.writeUnits(index, old, now) * factor);
            }
        }
    }

    /** @param index null for the table itself */
    void checkRead(TableSchema table, IndexSchema index, JsonNode key) {
        if (isLimited() && left(readOf(table, index, key)) <= 0) {
            throw throttled(
                    table,
                    index == null ? table.name() : name(table, index),
                    (index == null ? "Table" : "Index") + "ReadKeyRangeThroughputExceeded");
        }
    }

    void takeRead(TableSchema table, IndexSchema index, JsonNode key, double units) {
        if (isLimited()) {
            take(readOf(table, index, key), units);
        }
    }

    private static Partition readOf(TableSchema table, IndexSchema index, JsonNode key) {
        return index == null
                ? partition(table.name(), false, table.keys(), key)
                : partition(name(table, index), false, index.keys(), key);
    }

    private static String name(TableSchema table, IndexSchema index) {
        return table.name() + "/index/" + index.name();
    }

    private static Partition partition(String resource, boolean isWrite, KeySchema keys, JsonNode item) {
        byte[] bytes = keys.partitionBytes(item);
        long key = 0;
        for (byte each : bytes) {
            key = key * 1_000_003 + each;
        }
        return new Partition(resource, isWrite, Arrays.hashCode(bytes), key);
    }

    private double left(Partition partition) {
        double aSecond = partition.isWrite() ? limits.writeUnits() : limits.readUnits();
        Units units = partitions.get(partition);
        if (units == null) {
            return aSecond;
        }
        double since = Duration.between(units.at(), clock.instant()).toNanos() / NANOS;
        return Math.min(aSecond, units.left() + since * aSecond);
    }

    private void take(Partition partition, double units) {
        if (units == 0) {
            return;
        }
        partitions.put(partition, new Units(left(partition) - units, clock.instant()));
        if (partitions.size() > MANY) {
            partitions
                    .keySet()
                    .removeIf(each -> left(each) == (each.isWrite() ? limits.writeUnits() : limits.readUnits()));
        }
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-key-range-limit-exceeded-mitigation.html">key
     *     ranges</a>
     */
    private static TableFault throttled(TableSchema table, String resource, String reason) {
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        reasons.addObject().put("reason", reason).put("resource", TableDescription.ARN + resource);
        return new TableFault(
                        table.isOnDemand() ? "ThrottlingException" : "ProvisionedThroughputExceededException",
                        "Throughput exceeds the current throughput limit for your table or index: " + reason)
                .with("throttlingReasons", reasons);
    }
}
