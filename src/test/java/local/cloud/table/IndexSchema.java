package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * A global secondary index.
 *
 * @param ofTable key of the table, which each entry of the index has too
 * @param projection ALL, KEYS_ONLY or INCLUDE
 * @param projected names of the attributes that it has if it has not all
 */
record IndexSchema(String name, KeySchema keys, KeySchema ofTable, String projection, Set<String> projected) {

    boolean projects(String attribute) {
        return projection.equals("ALL") || projected.contains(attribute);
    }

    /** @return what the index has of the item; null if the item lacks a part of its key */
    ObjectNode entry(JsonNode item) {
        if (item == null || !keys.isIn(item)) {
            return null;
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (projection.equals("ALL")) {
            return entry.setAll((ObjectNode) item);
        }
        projected.stream().filter(item::has).forEach(name -> entry.set(name, item.get(name)));
        return entry;
    }

    /** Several items may have the same key in an index: the table's key tells them apart. */
    byte[] bytes(JsonNode entry) {
        return new KeyBytes().add(keys.bytes(entry)).add(ofTable.bytes(entry)).toArray();
    }

    /** What names the place where a page of the index ends. */
    ObjectNode position(JsonNode entry) {
        return ofTable.of(entry).setAll(keys.of(entry));
    }

    Set<String> positionNames() {
        Set<String> names = new TreeSet<>(keys.names());
        names.addAll(ofTable.names());
        return names;
    }
}
