package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Query and Scan: one page of a table or an index.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">Scan</a>
 */
final class PageReader {

    /** "If the processed dataset size exceeds 1 MB … the operation stops", counted before the filter. */
    private static final int LARGEST_PAGE = 1 << 20;

    private static final String PROJECTION = "ProjectionExpression";
    private static final String START = "ExclusiveStartKey";

    private final TableStore store;
    private final Throughput throughput;

    PageReader(TableStore store, Throughput throughput) {
        this.store = store;
        this.throughput = throughput;
    }

    /** The request's parameters. @param index null for the table itself */
    private record Wanted(
            Table table, IndexSchema index, ItemCondition filter, Projection projection, boolean countsAlone) {

        KeySchema keys() {
            return index == null ? table.schema().keys() : index.keys();
        }

        byte[] bytes(ObjectNode item) {
            return index == null ? table.schema().keys().bytes(item) : index.bytes(item);
        }

        ObjectNode position(ObjectNode item) {
            return index == null ? table.schema().keys().of(item) : index.position(item);
        }

        Set<String> positionNames() {
            return index == null ? new TreeSet<>(table.schema().keys().names()) : index.positionNames();
        }

        Iterator<byte[]> read(ItemRange range, boolean forward) {
            return index == null ? table.read(range, forward) : table.read(index.name(), range, forward);
        }
    }

    ObjectNode query(JsonNode request) {
        Placeholders placeholders =
                Placeholders.of(request, List.of("KeyConditionExpression", "FilterExpression", PROJECTION));
        KeyCondition condition = KeyCondition.read(request, placeholders);
        Wanted wanted = wanted(request, placeholders, true);
        ItemRange range = condition.range(wanted.keys());
        ObjectNode partition = condition.partition(wanted.keys());
        throughput.checkRead(wanted.table().schema(), wanted.index(), partition);
        ConsumedCapacity capacity = new ConsumedCapacity(wanted.table(), request);
        ObjectNode answer =
                page(request, wanted, range, request.path("ScanIndexForward").asBoolean(true), capacity);
        throughput.takeRead(wanted.table().schema(), wanted.index(), partition, capacity.total());
        return answer;
    }

    ObjectNode scan(JsonNode request) {
        Placeholders placeholders = Placeholders.of(request, List.of("FilterExpression", PROJECTION));
        Wanted wanted = wanted(request, placeholders, false);
        return page(request, wanted, ItemRange.ALL, true, new ConsumedCapacity(wanted.table(), request));
    }

    private Wanted wanted(JsonNode request, Placeholders placeholders, boolean isQuery) {
        Table table = store.table(request.path("TableName").asText());
        IndexSchema index = request.has("IndexName")
                ? table.schema().index(request.path("IndexName").asText())
                : null;
        if (index != null && request.path("ConsistentRead").asBoolean()) {
            throw invalid("Consistent reads are not supported on global secondary indexes");
        }
        Set<String> filtered = new HashSet<>();
        ItemCondition filter = ConditionParser.read(request, "FilterExpression", placeholders, filtered);
        Projection projection = Projection.read(request, placeholders);
        placeholders.checkAllAreUsed();
        KeySchema keys = index == null ? table.schema().keys() : index.keys();
        filtered.retainAll(keys.names());
        if (isQuery && !filtered.isEmpty()) {
            throw invalid(
                    "Filter Expression can only contain non-primary key attributes: Primary key attribute: %s",
                    filtered.iterator().next());
        }
        String select = request.path("Select").asText();
        checkSelect(select, index, request.has(PROJECTION));
        checkProjected(index, projection);
        return new Wanted(table, index, filter, projection, select.equals("COUNT"));
    }

    private static void checkSelect(String select, IndexSchema index, boolean projects) {
        if (select.equals("COUNT") && projects) {
            throw invalid("Cannot specify the ProjectionExpression when choosing to get only the Count");
        }
        if (select.startsWith("ALL_") && projects) {
            throw invalid("Cannot specify the ProjectionExpression when choosing to get %s", select);
        }
        if (select.equals("SPECIFIC_ATTRIBUTES") && !projects) {
            throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                    + " SPECIFIC_ATTRIBUTES");
        }
        if (select.equals("ALL_PROJECTED_ATTRIBUTES") && index == null) {
            throw invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        if (select.equals("ALL_ATTRIBUTES")
                && index != null
                && !index.projection().equals("ALL")) {
            throw invalid(
                    "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global"
                            + " secondary index %s because its projection type is not ALL",
                    index.name());
        }
    }

    private static void checkProjected(IndexSchema index, Projection projection) {
        if (index == null || projection.paths() == null) {
            return;
        }
        String missing = projection.paths().stream()
                .map(DocumentPath::attribute)
                .filter(name -> !index.projects(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw invalid(
                    "One or more parameter values were invalid: Global secondary index %s does not project [%s]",
                    index.name(), missing);
        }
    }

    private static ObjectNode page(
            JsonNode request, Wanted wanted, ItemRange all, boolean forward, ConsumedCapacity capacity) {
        Iterator<byte[]> found = wanted.read(start(request, wanted, all, forward), forward);
        int limit = request.path("Limit").asInt(Integer.MAX_VALUE);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        ObjectNode last = null;
        int scanned = 0;
        int count = 0;
        long bytes = 0;
        while (scanned < limit && bytes < LARGEST_PAGE && found.hasNext()) {
            last = StoredItem.read(found.next());
            scanned++;
            bytes += ItemSize.of(last);
            if (wanted.filter().holds(last)) {
                count++;
                items.add(wanted.projection().of(last));
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("Count", count).put("ScannedCount", scanned);
        if (!wanted.countsAlone()) {
            answer.set("Items", items);
        }
        // a page that ends at the limit has a next page, which may be empty
        if (last != null && (scanned == limit || found.hasNext())) {
            answer.set("LastEvaluatedKey", wanted.position(last));
        }
        capacity.add(
                wanted.index() == null ? null : wanted.index().name(),
                ConsumedCapacity.readUnits(bytes, request.path("ConsistentRead").asBoolean()));
        return capacity.addTo(answer);
    }

    private static ItemRange start(JsonNode request, Wanted wanted, ItemRange all, boolean forward) {
        if (!request.has(START)) {
            return all;
        }
        ObjectNode start = ValueReader.attributes(request.path(START));
        Set<String> names = new TreeSet<>();
        start.fieldNames().forEachRemaining(names::add);
        if (!names.equals(wanted.positionNames()) || !fits(wanted, start)) {
            throw invalid("The provided starting key is invalid");
        }
        byte[] key = wanted.bytes(start);
        if (!all.contains(key)) {
            throw invalid("The provided starting key is outside query boundaries based on provided conditions");
        }
        return all.behind(key, forward);
    }

    private static boolean fits(Wanted wanted, ObjectNode start) {
        try {
            wanted.keys().check(start);
            wanted.table().schema().keys().check(start);
            return true;
        } catch (TableFault wrong) {
            return false;
        }
    }
}
