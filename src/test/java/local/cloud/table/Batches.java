package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * BatchGetItem and BatchWriteItem. Items that are throttled, or that exceed the answer's limit, are returned as
 * unprocessed.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class Batches {

    private static final int MOST_READ = 100;
    private static final int MOST_WRITTEN = 25;

    /** "up to 16 MB" */
    private static final int LARGEST = 16 << 20;

    private static final Set<String> THROTTLED =
            Set.of("ThrottlingException", "ProvisionedThroughputExceededException");

    private final TableStore store;
    private final Throughput throughput;
    private final ItemReads reads;
    private final ItemWrites writes;

    Batches(TableStore store, Throughput throughput, ItemReads reads, ItemWrites writes) {
        this.store = store;
        this.throughput = throughput;
        this.reads = reads;
        this.writes = writes;
    }

    /** The part of a batch of reads for one table. */
    private record Look(Table table, JsonNode request, Projection projection, List<ObjectNode> keys) {}

    private record Part(JsonNode request, ItemWrite write) {}

    ObjectNode get(JsonNode request) {
        List<Look> looks = looks(request.path("RequestItems"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = answer.putObject("Responses");
        ObjectNode unprocessed = answer.putObject("UnprocessedKeys");
        ArrayNode capacities = JsonNodeFactory.instance.arrayNode();
        long bytes = 0;
        TableFault throttled = null;
        int read = 0;
        for (Look look : looks) {
            String name = look.table().schema().name();
            ArrayNode items = responses.putArray(name);
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            ConsumedCapacity capacity = new ConsumedCapacity(look.table(), request);
            double factor = look.request().path("ConsistentRead").asBoolean() ? 1 : 0.5;
            for (ObjectNode key : look.keys()) {
                try {
                    ObjectNode item = bytes > LARGEST ? null : reads.read(look.table(), key, factor, capacity);
                    bytes += ItemSize.of(item);
                    if (bytes > LARGEST) {
                        left.add(key);
                    } else {
                        read++;
                        if (item != null) {
                            items.add(look.projection().of(item));
                        }
                    }
                } catch (TableFault fault) {
                    throttled = throttled(fault);
                    left.add(key);
                }
            }
            if (!left.isEmpty()) {
                unprocessed.set(name, ((ObjectNode) look.request().deepCopy()).set("Keys", left));
            }
            if (capacity.isAskedFor()) {
                capacities.add(capacity.json());
            }
        }
        return finished(answer, capacities, read == 0 ? throttled : null);
    }

    ObjectNode write(JsonNode request) {
        List<Part> parts = parts(request.path("RequestItems"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode unprocessed = answer.putObject("UnprocessedItems");
        ArrayNode capacities = JsonNodeFactory.instance.arrayNode();
        TableFault throttled = null;
        int written = 0;
        Map<String, ConsumedCapacity> used = new TreeMap<>();
        for (Part part : parts) {
            String name = part.write().table().schema().name();
            try {
                ItemWrite.Outcome outcome = part.write().prepare();
                throughput.checkWrite(part.write().table().schema(), outcome.old(), outcome.now());
                writes.apply(
                        outcome,
                        used.computeIfAbsent(
                                name, any -> new ConsumedCapacity(part.write().table(), request)),
                        1);
                written++;
            } catch (TableFault fault) {
                throttled = throttled(fault);
                unprocessed.withArray(name).add(part.request());
            }
        }
        used.values().stream()
                .filter(ConsumedCapacity::isAskedFor)
                .forEach(capacity -> capacities.add(capacity.json()));
        return finished(answer, capacities, written == 0 ? throttled : null);
    }

    private List<Look> looks(JsonNode tables) {
        List<Look> looks = new ArrayList<>();
        int keys = 0;
        for (Map.Entry<String, JsonNode> asked : tables.properties()) {
            Table table = store.table(asked.getKey());
            List<ObjectNode> ofTable = asked.getValue()
                    .path("Keys")
                    .valueStream()
                    .map(table.schema().keys()::read)
                    .toList();
            checkDistinct(ofTable);
            keys += ofTable.size();
            looks.add(new Look(table, asked.getValue(), ItemReads.projection(asked.getValue()), ofTable));
        }
        if (keys == 0 || keys > MOST_READ) {
            throw invalid("Too many items requested for the BatchGetItem call");
        }
        return looks;
    }

    private List<Part> parts(JsonNode tables) {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> asked : tables.properties()) {
            Table table = store.table(asked.getKey());
            List<Part> ofTable = asked.getValue()
                    .valueStream()
                    .map(part -> new Part(part, write(table, part)))
                    .toList();
            checkDistinct(ofTable.stream().map(part -> part.write().key()).toList());
            parts.addAll(ofTable);
        }
        if (parts.isEmpty() || parts.size() > MOST_WRITTEN) {
            throw invalid("Too many items requested for the BatchWriteItem call");
        }
        return parts;
    }

    private static ItemWrite write(Table table, JsonNode part) {
        return part.has("PutRequest")
                ? ItemWrite.put(table, part.path("PutRequest"))
                : ItemWrite.delete(table, part.path("DeleteRequest"));
    }

    private static void checkDistinct(List<ObjectNode> keys) {
        if (new HashSet<>(keys).size() < keys.size()) {
            throw invalid("Provided list of item keys contains duplicates");
        }
    }

    private static TableFault throttled(TableFault fault) {
        if (!THROTTLED.contains(fault.code())) {
            throw fault;
        }
        return fault;
    }

    private static ObjectNode finished(ObjectNode answer, ArrayNode capacities, TableFault allThrottled) {
        if (allThrottled != null) {
            throw allThrottled;
        }
        return capacities.isEmpty() ? answer : answer.set("ConsumedCapacity", capacities);
    }
}
