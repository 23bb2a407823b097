package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;

/** A condition that an item satisfies or not. */
@FunctionalInterface
interface ItemCondition {

    ItemCondition NONE = item -> true;

    /** @param item empty if there is no item */
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
