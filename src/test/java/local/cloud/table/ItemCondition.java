package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;

/** Holds for an item or not. */
@FunctionalInterface
interface ItemCondition {

    ItemCondition NONE = item -> true;

    /** @param item empty where there is none */
    boolean holds(JsonNode item);

    default ItemCondition and(ItemCondition other) {
        return item -> holds(item) && other.holds(item);
    }

    default ItemCondition or(ItemCondition other) {
        return item -> holds(item) || other.holds(item);
    }

    default ItemCondition not() {
        return item -> !holds(item);
    }
}
