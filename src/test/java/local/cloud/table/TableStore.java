package local.cloud.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The tables, in memory or in a file. A file contains only complete writes: an item and its indexes change between two
 * commits. It is not thread-safe: {@link TableService} calls it from one thread at a time.
 */
final class TableStore implements AutoCloseable {

    /** The share of the heap that unsaved changes may use: with a larger share, fewer pages are written. */
    private static final int SHARE = 16;

    private static final long UNSAVED = Runtime.getRuntime().maxMemory() / SHARE;

    private final MVStore store;
    private final MVMap<String, byte[]> schemas;
    private final Map<String, Table> tables = new TreeMap<>();
    private final Clock clock;

    /** @param file null keeps everything in memory */
    TableStore(Path file, Clock clock) {
        this.clock = clock;
        MVStore.Builder builder = new MVStore.Builder().autoCommitDisabled().autoCommitBufferSize(0);
        this.store = (file == null ? builder : builder.fileName(file.toString()).cacheSize(64)).open();
        store.setVersionsToKeep(0);
        this.schemas = store.openMap(
                "tables",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
        schemas.forEach((name, schema) -> open(StoredItem.read(schema)));
    }

    Map<String, Table> tables() {
        return tables;
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new TableFault(
                    "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found");
        }
        return table;
    }

    Table create(ObjectNode definition) {
        Table table = open(definition);
        save(table);
        return table;
    }

    /** Stores the table's current definition. */
    void save(Table table) {
        schemas.put(table.schema().name(), StoredItem.write(table.schema().definition()));
    }

    void delete(String name) {
        Table table = tables.remove(name);
        schemas.remove(name);
        store.removeMap(Table.mapName(name, ""));
        table.schema().indexes().keySet().forEach(index -> store.removeMap(Table.mapName(name, index)));
    }

    MVMap<byte[], byte[]> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(KeyDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    void commit() {
        if (!store.isClosed() && store.hasUnsavedChanges()) {
            store.commit();
        }
    }

    /** Called after each write, so that unsaved changes stay small. */
    void commitIfMuch() {
        if (store.getUnsavedMemory() > UNSAVED) {
            store.commit();
        }
    }

    @Override
    public void close() {
        tables.values().forEach(Table::settleAll);
        store.close();
    }

    private Table open(ObjectNode definition) {
        TableSchema schema = TableSchema.read(definition);
        Table table = new Table(schema, this, clock);
        tables.put(schema.name(), table);
        return table;
    }
}
