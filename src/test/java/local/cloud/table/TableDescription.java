package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The answer of DescribeTable.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription</a>
 */
final class TableDescription {

    static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    /** Creation time in seconds; stored beside the request in a table's definition. */
    static final String CREATED = "CreationDateTime";

    private static final List<String> AS_ASKED =
            List.of("TableName", "AttributeDefinitions", "KeySchema", "DeletionProtectionEnabled", "TableClass");

    private TableDescription() {}

    static ObjectNode of(Table table) {
        JsonNode definition = table.schema().definition();
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        AS_ASKED.stream().filter(definition::has).forEach(name -> described.set(name, definition.get(name)));
        described
                .put("TableStatus", "ACTIVE")
                .put("TableArn", ARN + table.schema().name())
                .put("CreationDateTime", definition.path(CREATED).asDouble())
                .put("ItemCount", table.size())
                .put("TableSizeBytes", 0);
        ObjectNode throughput = throughput(definition);
        described.set("ProvisionedThroughput", throughput);
        if (table.schema().isOnDemand()) {
            described.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
        }
        for (JsonNode asked : definition.path("GlobalSecondaryIndexes")) {
            ObjectNode index = asked.deepCopy();
            String name = asked.path("IndexName").asText();
            index.put("IndexStatus", "ACTIVE")
                    .put("IndexArn", ARN + table.schema().name() + "/index/" + name)
                    .put("ItemCount", table.size(name))
                    .put("IndexSizeBytes", 0)
                    .set("ProvisionedThroughput", throughput(asked));
            described.withArray("GlobalSecondaryIndexes").add(index);
        }
        return described;
    }

    private static ObjectNode throughput(JsonNode definition) {
        JsonNode asked = definition.path("ProvisionedThroughput");
        return JsonNodeFactory.instance
                .objectNode()
                .put("ReadCapacityUnits", asked.path("ReadCapacityUnits").asLong())
                .put("WriteCapacityUnits", asked.path("WriteCapacityUnits").asLong())
                .put("NumberOfDecreasesToday", 0);
    }
}
