package local.cloud.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import org.h2.mvstore.MVMap;

/** The items of a table, and the entries of its indexes, which are updated after a delay. */
final class Table {

    /** A change of an index, and the time when it becomes visible. */
    private record IndexChange(Instant at, MVMap<byte[], byte[]> index, byte[] gone, byte[] key, byte[] entry) {}

    private final TableSchema schema;
    private final MVMap<byte[], byte[]> items;
    private final Map<String, MVMap<byte[], byte[]>> indexes = new HashMap<>();
    private final Queue<IndexChange> coming = new ArrayDeque<>();
    private final Clock clock;
    private Duration delay = Duration.ZERO;

    Table(TableSchema schema, TableStore store, Clock clock) {
        this.schema = schema;
        this.clock = clock;
        this.items = store.map(mapName(schema.name(), ""));
        schema.indexes().keySet().forEach(index -> indexes.put(index, store.map(mapName(schema.name(), index))));
    }

    static String mapName(String table, String index) {
        return "items/" + table + "/" + index;
    }

    TableSchema schema() {
        return schema;
    }

    long size() {
        return items.sizeAsLong();
    }

    /** @return entries of the index */
    long size(String index) {
        return indexes.get(index).sizeAsLong();
    }

    /** Changes that are already waiting keep their time. */
    void delayIndexes(Duration delay) {
        this.delay = delay;
    }

    /** @return the item; null if there is none */
    ObjectNode get(ObjectNode key) {
        byte[] item = items.get(schema.keys().bytes(key));
        return item == null ? null : StoredItem.read(item);
    }

    /** @param now null deletes the item */
    void write(ObjectNode key, ObjectNode old, ObjectNode now) {
        byte[] bytes = schema.keys().bytes(key);
        if (now == null) {
            items.remove(bytes);
        } else {
            items.put(bytes, StoredItem.write(now));
        }
        schema.indexes().values().forEach(index -> writeIndex(index, index.entry(old), index.entry(now)));
        settle();
    }

    Iterator<byte[]> read(ItemRange range, boolean forward) {
        return range.read(items, forward);
    }

    Iterator<byte[]> read(String index, ItemRange range, boolean forward) {
        settle();
        return range.read(indexes.get(index), forward);
    }

    /** Applies all waiting changes of the indexes. */
    void settleAll() {
        coming.forEach(Table::apply);
        coming.clear();
    }

    private void writeIndex(IndexSchema index, ObjectNode old, ObjectNode now) {
        if (old == null && now == null || now != null && now.equals(old)) {
            return;
        }
        byte[] before = old == null ? null : index.bytes(old);
        byte[] key = now == null ? null : index.bytes(now);
        byte[] gone = Arrays.equals(before, key) ? null : before;
        coming.add(new IndexChange(
                clock.instant().plus(delay),
                indexes.get(index.name()),
                gone,
                key,
                now == null ? null : StoredItem.write(now)));
    }

    private void settle() {
        Instant now = clock.instant();
        while (!coming.isEmpty() && !coming.peek().at().isAfter(now)) {
            apply(coming.remove());
        }
    }

    private static void apply(IndexChange change) {
        if (change.gone() != null) {
            change.index().remove(change.gone());
        }
        if (change.key() != null) {
            change.index().put(change.key(), change.entry());
        }
    }
}
