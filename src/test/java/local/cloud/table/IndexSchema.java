package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * A global secondary index.
 *
 * @param ofTable key of the table; each entry of the index contains it
 * @param projection ALL, KEYS_ONLY or INCLUDE
 * @param projected names of the attributes in the index, if it does not have all
 */
record IndexSchema(String name, KeySchema keys, KeySchema ofTable, String projection, Set<String> projected) {

    boolean projects(String attribute) {
        return projection.equals("ALL") || projected.contains(attribute);
    }

    /** @return the item's entry in the index; null if the item lacks a part of the index's key */
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

    /** Several items may have the same key in an index, so the table's key is appended. */
    byte[] bytes(JsonNode entry) {
        return new KeyBytes().add(keys.bytes(entry)).add(ofTable.bytes(entry)).toArray();
    }

    /** The attributes that identify the end of a page of the index. */
    ObjectNode position(JsonNode entry) {
        return ofTable.of(entry).setAll(keys.of(entry));
    }

    Set<String> positionNames() {
        Set<String> names = new TreeSet<>(keys.names());
        names.addAll(ofTable.names());
        return names;
    }
}
