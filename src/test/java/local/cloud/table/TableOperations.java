package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/**
 * Operations on tables. A table exists as soon as it is created, and is gone as soon as it is deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html">operations</a>
 */
final class TableOperations {

    static final String TIME_TO_LIVE = "TimeToLiveSpecification";

    private static final int MOST_NAMES = 100;

    private final TableStore store;
    private final Clock clock;

    TableOperations(TableStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    ObjectNode create(ObjectNode request) {
        String name = request.path("TableName").asText();
        if (store.tables().containsKey(name)) {
            throw new TableFault("ResourceInUseException", "Table already exists: " + name);
        }
        TableSchema.read(request);
        request.put(TableDescription.CREATED, clock.instant().getEpochSecond());
        return answer("TableDescription", TableDescription.of(store.create(request)));
    }

    ObjectNode describe(JsonNode request) {
        return answer("Table", TableDescription.of(table(request)));
    }

    ObjectNode delete(JsonNode request) {
        Table table = table(request);
        if (table.schema().definition().path("DeletionProtectionEnabled").asBoolean()) {
            throw invalid(
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection"
                            + " first.");
        }
        ObjectNode described = TableDescription.of(table).put("TableStatus", "DELETING");
        store.delete(table.schema().name());
        return answer("TableDescription", described);
    }

    ObjectNode list(JsonNode request) {
        int limit = request.path("Limit").asInt(MOST_NAMES);
        List<String> names = store.tables().keySet().stream()
                .filter(name ->
                        name.compareTo(request.path("ExclusiveStartTableName").asText()) > 0)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode page = answer.putArray("TableNames");
        names.stream().limit(limit).forEach(page::add);
        if (names.size() > limit) {
            answer.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return answer;
    }

    ObjectNode updateTimeToLive(JsonNode request) {
        Table table = table(request);
        JsonNode wanted = request.path(TIME_TO_LIVE);
        boolean isOn =
                table.schema().definition().path(TIME_TO_LIVE).path("Enabled").asBoolean();
        if (wanted.path("Enabled").asBoolean() == isOn) {
            throw invalid("TimeToLive is already %s", isOn ? "enabled" : "disabled");
        }
        table.schema().definition().set(TIME_TO_LIVE, wanted);
        store.save(table);
        return answer(TIME_TO_LIVE, wanted);
    }

    ObjectNode describeTimeToLive(JsonNode request) {
        JsonNode set = table(request).schema().definition().path(TIME_TO_LIVE);
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("TimeToLiveStatus", set.path("Enabled").asBoolean() ? "ENABLED" : "DISABLED");
        if (set.path("Enabled").asBoolean()) {
            described.set("AttributeName", set.path("AttributeName"));
        }
        return answer("TimeToLiveDescription", described);
    }

    private Table table(JsonNode request) {
        return store.table(request.path("TableName").asText());
    }

    private static ObjectNode answer(String member, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(member, value);
    }
}
