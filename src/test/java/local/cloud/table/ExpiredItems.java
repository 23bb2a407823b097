package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Deletes items by their time to live.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">time to live</a>
 */
final class ExpiredItems {

    /** AWS ignores times further in the past: "older than five years". */
    private static final Duration OLDEST = Duration.ofDays(5 * 365);

    private final TableStore store;
    private final Clock clock;

    ExpiredItems(TableStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    int deleteExpired() {
        return store.tables().values().stream().mapToInt(this::deleteExpired).sum();
    }

    private int deleteExpired(Table table) {
        JsonNode set = table.schema().definition().path(TableOperations.TIME_TO_LIVE);
        if (!set.path("Enabled").asBoolean()) {
            return 0;
        }
        List<ObjectNode> expired = new ArrayList<>();
        Iterator<byte[]> all = table.read(ItemRange.ALL, true);
        while (all.hasNext()) {
            ObjectNode item = StoredItem.read(all.next());
            if (isExpired(item.get(set.path("AttributeName").asText()))) {
                expired.add(item);
            }
        }
        expired.forEach(item -> table.write(table.schema().keys().of(item), item, null));
        return expired.size();
    }

    private boolean isExpired(JsonNode seconds) {
        if (seconds == null || !AttributeValues.type(seconds).equals("N")) {
            return false;
        }
        BigDecimal at = AttributeValues.number(seconds);
        BigDecimal now = BigDecimal.valueOf(clock.instant().getEpochSecond());
        return at.compareTo(now) < 0 && at.compareTo(now.subtract(BigDecimal.valueOf(OLDEST.toSeconds()))) > 0;
    }
}
