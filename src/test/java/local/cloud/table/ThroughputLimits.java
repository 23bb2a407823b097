package local.cloud.table;

import java.time.Duration;

/**
 * What one partition of a table or an index accepts in a second. The emulator gives each partition key value its own
 * partition, which is the best result of AWS' splitting. It never splits one partition key value.
 *
 * @param indexBacklog how far an index may be behind before the table's writes are throttled
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">partitions</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gsi-throttling.html">back-pressure of indexes</a>
 */
public record ThroughputLimits(double writeUnits, double readUnits, Duration indexBacklog) {

    public static final ThroughputLimits NONE = new ThroughputLimits(0, 0, Duration.ZERO);

    /** "3000 read capacity units and 1000 write capacity units" a second. */
    public static final ThroughputLimits AWS = new ThroughputLimits(1000, 3000, Duration.ofSeconds(1));
}
