package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import local.cloud.table.KeySchema.KeyAttribute;

/**
 * A table as CreateTable described it.
 *
 * @param definition the request
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
record TableSchema(String name, KeySchema keys, Map<String, IndexSchema> indexes, ObjectNode definition) {

    /** "20 global secondary indexes per table" unless AWS grants more. */
    private static final int MOST_INDEXES = 20;

    private static final Set<String> NOT_HERE = Set.of(
            "LocalSecondaryIndexes",
            "StreamSpecification",
            "GlobalTableWitnesses",
            "OnDemandThroughput",
            "WarmThroughput");

    static TableSchema read(ObjectNode request) {
        NOT_HERE.stream().filter(request::has).findFirst().ifPresent(member -> {
            throw TableFault.notDoneHere(member);
        });
        Map<String, String> types = types(request.path("AttributeDefinitions"));
        KeySchema keys = keys(request.path("KeySchema"), types);
        Map<String, IndexSchema> indexes = new HashMap<>();
        for (JsonNode described : request.path("GlobalSecondaryIndexes")) {
            IndexSchema index = index(described, keys, types);
            if (indexes.put(index.name(), index) != null) {
                throw invalid("One or more parameter values were invalid: Duplicate index name: %s", index.name());
            }
        }
        if (indexes.size() > MOST_INDEXES) {
            throw invalid("One or more parameter values were invalid: GlobalSecondaryIndex count exceeds the per-table"
                    + " limit of 20");
        }
        Set<String> used = new HashSet<>(keys.names());
        indexes.values().forEach(index -> used.addAll(index.keys().names()));
        if (!used.equals(types.keySet())) {
            throw invalid(
                    "One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions:"
                            + " %s, keys used: %s",
                    types.keySet(), used);
        }
        checkThroughput(request);
        return new TableSchema(request.path("TableName").asText(), keys, indexes, request);
    }

    IndexSchema index(String name) {
        IndexSchema index = indexes.get(name);
        if (index == null) {
            throw invalid("The table does not have the specified index: %s", name);
        }
        return index;
    }

    boolean isOnDemand() {
        return definition.path("BillingMode").asText().equals("PAY_PER_REQUEST");
    }

    /** @throws TableFault if the item is not allowed in the table or in one of its indexes */
    void check(JsonNode item) {
        keys.check(item);
        indexes.values().forEach(index -> index.keys().checkIn(index.name(), item));
    }

    private static void checkThroughput(JsonNode request) {
        boolean onDemand = request.path("BillingMode").asText().equals("PAY_PER_REQUEST");
        if (onDemand == request.has("ProvisionedThroughput")) {
            throw invalid(
                    onDemand
                            ? "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can"
                                    + " be specified when BillingMode is PAY_PER_REQUEST"
                            : "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be"
                                    + " specified when BillingMode is PROVISIONED");
        }
    }

    private static Map<String, String> types(JsonNode definitions) {
        Map<String, String> types = new HashMap<>();
        definitions.forEach(each -> types.put(
                each.path("AttributeName").asText(), each.path("AttributeType").asText()));
        return types;
    }

    private static KeySchema keys(JsonNode schema, Map<String, String> types) {
        List<KeyAttribute> keys = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (JsonNode element : schema) {
            String name = element.path("AttributeName").asText();
            if (!types.containsKey(name)) {
                throw invalid(
                        "One or more parameter values were invalid: Some index key attributes are not defined in"
                                + " AttributeDefinitions. Keys: [%s], AttributeDefinitions: %s",
                        name, types.keySet());
            }
            keys.add(new KeyAttribute(name, types.get(name)));
            roles.add(element.path("KeyType").asText());
        }
        if (!roles.equals(List.of("HASH")) && !roles.equals(List.of("HASH", "RANGE"))) {
            throw invalid("Invalid KeySchema: a HASH key stands first, and a RANGE key may stand second");
        }
        return new KeySchema(keys.get(0), keys.size() == 1 ? null : keys.get(1));
    }

    private static IndexSchema index(JsonNode described, KeySchema ofTable, Map<String, String> types) {
        JsonNode projection = described.path("Projection");
        String type = projection.path("ProjectionType").asText();
        if (type.equals("INCLUDE") != projection.has("NonKeyAttributes")) {
            throw invalid(
                    "One or more parameter values were invalid: ProjectionType is %s, and NonKeyAttributes %s specified",
                    type, projection.has("NonKeyAttributes") ? "is" : "is not");
        }
        KeySchema keys = keys(described.path("KeySchema"), types);
        Set<String> projected = new TreeSet<>(keys.names());
        projected.addAll(ofTable.names());
        projection.path("NonKeyAttributes").forEach(name -> projected.add(name.asText()));
        return new IndexSchema(described.path("IndexName").asText(), keys, ofTable, type, projected);
    }
}
