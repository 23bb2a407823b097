package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The units that one request has consumed of a table and its indexes.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">read and write units</a>
 */
final class ConsumedCapacity {

    private static final int READ_UNIT = 4096;
    private static final int WRITE_UNIT = 1024;
    private static final double EVENTUALLY = 0.5;

    private final String table;
    private final String mode;
    private final Map<String, Double> ofIndexes = new TreeMap<>();
    private double ofTable;

    ConsumedCapacity(Table table, JsonNode request) {
        this.table = table.schema().name();
        this.mode = request.path("ReturnConsumedCapacity").asText("NONE");
    }

    /** @return whether the request asks for the units in its answer */
    boolean isAskedFor() {
        return !mode.equals("NONE");
    }

    /** Units of items read together; there may be none. */
    static double readUnits(long bytes, boolean consistent) {
        long units = Math.max(1, (bytes + READ_UNIT - 1) / READ_UNIT);
        return consistent ? units : units * EVENTUALLY;
    }

    static double writeUnits(int bytes) {
        return Math.max(1, (bytes + WRITE_UNIT - 1) / WRITE_UNIT);
    }

    /** An item counts with its larger size, before or after the write. */
    static double writeUnits(JsonNode old, JsonNode now) {
        return writeUnits(Math.max(ItemSize.of(old), ItemSize.of(now)));
    }

    /** Adds the units to the answer of a request for one table. */
    ObjectNode addTo(ObjectNode answer) {
        return isAskedFor() ? answer.set("ConsumedCapacity", json()) : answer;
    }

    /** An index consumes units if its entry changes, and twice as many if the entry's key changes. */
    static double writeUnits(IndexSchema index, JsonNode old, JsonNode now) {
        ObjectNode before = index.entry(old);
        ObjectNode after = index.entry(now);
        if (before == null || after == null) {
            ObjectNode only = before == null ? after : before;
            return only == null ? 0 : writeUnits(ItemSize.of(only));
        }
        if (before.equals(after)) {
            return 0;
        }
        return index.keys().of(before).equals(index.keys().of(after))
                ? writeUnits(before, after)
                : writeUnits(ItemSize.of(before)) + writeUnits(ItemSize.of(after));
    }

    /** @param index null for the table itself */
    void add(String index, double units) {
        if (index == null) {
            ofTable += units;
        } else if (units > 0) {
            ofIndexes.merge(index, units, Double::sum);
        }
    }

    double total() {
        return ofTable + ofIndexes.values().stream().mapToDouble(units -> units).sum();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("TableName", table);
        json.put("CapacityUnits", total());
        if (mode.equals("INDEXES")) {
            json.putObject("Table").put("CapacityUnits", ofTable);
            if (!ofIndexes.isEmpty()) {
                ObjectNode each = json.putObject("GlobalSecondaryIndexes");
                ofIndexes.forEach((index, units) -> each.putObject(index).put("CapacityUnits", units));
            }
        }
        return json;
    }
}
