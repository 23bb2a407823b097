package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * PutItem, UpdateItem and DeleteItem.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>
 */
final class ItemWrites {

    private final TableStore store;
    private final Throughput throughput;

    ItemWrites(TableStore store, Throughput throughput) {
        this.store = store;
        this.throughput = throughput;
    }

    ObjectNode put(JsonNode request) {
        checkReturnValues(request, Set.of("NONE", "ALL_OLD"));
        return write(request, ItemWrite.put(table(request), request));
    }

    ObjectNode delete(JsonNode request) {
        checkReturnValues(request, Set.of("NONE", "ALL_OLD"));
        return write(request, ItemWrite.delete(table(request), request));
    }

    ObjectNode update(JsonNode request) {
        return write(request, ItemWrite.update(table(request), request));
    }

    /** @param factor two in a transaction */
    void apply(ItemWrite.Outcome outcome, ConsumedCapacity capacity, int factor) {
        Table table = outcome.write().table();
        throughput.takeWrite(table.schema(), outcome.old(), outcome.now(), factor);
        if (capacity.isAskedFor()) {
            capacity.add(null, ConsumedCapacity.writeUnits(outcome.old(), outcome.now()) * factor);
            table.schema()
                    .indexes()
                    .values()
                    .forEach(index -> capacity.add(
                            index.name(), ConsumedCapacity.writeUnits(index, outcome.old(), outcome.now()) * factor));
        }
        if (outcome.old() != null || outcome.now() != null) {
            table.write(outcome.write().key(), outcome.old(), outcome.now());
        }
    }

    private ObjectNode write(JsonNode request, ItemWrite write) {
        ItemWrite.Outcome outcome = write.prepare();
        throughput.checkWrite(write.table().schema(), outcome.old(), outcome.now());
        ConsumedCapacity capacity = new ConsumedCapacity(write.table(), request);
        apply(outcome, capacity, 1);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = returned(request.path("ReturnValues").asText("NONE"), outcome);
        if (attributes != null && !attributes.isEmpty()) {
            answer.set("Attributes", attributes);
        }
        return capacity.addTo(answer);
    }

    /** @return the attributes to return; null if there are none */
    private static ObjectNode returned(String which, ItemWrite.Outcome outcome) {
        Projection touched = new Projection(outcome.write().touched());
        return switch (which) {
            case "ALL_OLD" -> outcome.old();
            case "ALL_NEW" -> outcome.now();
            case "UPDATED_OLD" -> outcome.old() == null ? null : touched.of(outcome.old());
            case "UPDATED_NEW" -> touched.of(outcome.now());
            default -> null;
        };
    }

    private static void checkReturnValues(JsonNode request, Set<String> possible) {
        if (!possible.contains(request.path("ReturnValues").asText("NONE"))) {
            throw invalid("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private Table table(JsonNode request) {
        return store.table(request.path("TableName").asText());
    }
}
