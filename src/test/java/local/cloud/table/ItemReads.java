package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * GetItem, and the projection of an item, which reads of several items use too.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>
 */
final class ItemReads {

    private final TableStore store;
    private final Throughput throughput;

    ItemReads(TableStore store, Throughput throughput) {
        this.store = store;
        this.throughput = throughput;
    }

    ObjectNode get(JsonNode request) {
        Table table = store.table(request.path("TableName").asText());
        Projection projection = projection(request);
        ObjectNode key = table.schema().keys().read(request.path("Key"));
        ConsumedCapacity capacity = new ConsumedCapacity(table, request);
        ObjectNode item = read(table, key, request.path("ConsistentRead").asBoolean() ? 1 : 0.5, capacity);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (item != null) {
            answer.set("Item", projection.of(item));
        }
        return capacity.addTo(answer);
    }

    /**
     * @param factor number of units for 4 KB
     * @return the item; null if there is none
     */
    ObjectNode read(Table table, ObjectNode key, double factor, ConsumedCapacity capacity) {
        throughput.checkRead(table.schema(), null, key);
        ObjectNode item = table.get(key);
        double units = ConsumedCapacity.readUnits(ItemSize.of(item), true) * factor;
        throughput.takeRead(table.schema(), null, key, units);
        capacity.add(null, units);
        return item;
    }

    static Projection projection(JsonNode request) {
        Placeholders placeholders = Placeholders.of(request, List.of("ProjectionExpression"));
        Projection projection = Projection.read(request, placeholders);
        placeholders.checkAllAreUsed();
        return projection;
    }
}
