package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;

/** Holds for an item or not. */
@FunctionalInterface
interface Condition {

    Condition NONE = item -> true;

    /** @param item empty where there is none */
    boolean holds(JsonNode item);

    default Condition and(Condition other) {
        return item -> holds(item) && other.holds(item);
    }

    default Condition or(Condition other) {
        return item -> holds(item) || other.holds(item);
    }

    default Condition not() {
        return item -> !holds(item);
    }
}
