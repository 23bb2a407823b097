package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import local.cloud.LedgerTable;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Terraform creates the table on which all tests of the ledger run. */
class LedgerTableTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final JsonNode made = Rendering.of("one-account").resource("module.work.aws_dynamodb_table.ledger");
    private final TableDescription tested = DYNAMO_DB
            .client()
            .describeTable(table -> table.tableName(LedgerTable.NAME))
            .table();

    @Test
    void keysAndTheirTypesAreThoseOfTheTestedTable() {
        assertThat(made.path("name").asText()).isEqualTo(LedgerTable.NAME);
        assertThat(keys(made)).isEqualTo(keys(tested.keySchema().stream()));
        assertThat(Rendering.elements(made.path("attribute"))
                        .collect(Collectors.toMap(
                                one -> one.path("name").asText(),
                                one -> one.path("type").asText())))
                .isEqualTo(tested.attributeDefinitions().stream()
                        .collect(Collectors.toMap(one -> one.attributeName(), one -> one.attributeTypeAsString())));
    }

    @Test
    void indexesAreThoseOfTheTestedTable() {
        Map<String, String> indexes = Rendering.elements(made.path("global_secondary_index"))
                .collect(Collectors.toMap(
                        index -> index.path("name").asText(),
                        index -> keys(index) + " "
                                + index.path("projection_type").asText() + " "
                                + Rendering.elements(index.path("non_key_attributes"))
                                        .map(JsonNode::asText)
                                        .sorted()
                                        .toList()));

        assertThat(indexes)
                .isEqualTo(tested.globalSecondaryIndexes().stream()
                        .collect(Collectors.toMap(
                                GlobalSecondaryIndexDescription::indexName,
                                index -> keys(index.keySchema().stream()) + " "
                                        + index.projection().projectionTypeAsString() + " "
                                        + index.projection().nonKeyAttributes().stream()
                                                .sorted()
                                                .toList())));
    }

    @Test
    void whatIsFinishedGoesAwayByItsTimeAndNothingElseDoes() {
        assertThat(made.at("/ttl/0/attribute_name").asText()).isEqualTo("expiresAt");
        assertThat(made.at("/ttl/0/enabled").asBoolean()).isTrue();
        assertThat(made.at("/point_in_time_recovery/0/enabled").asBoolean()).isTrue();
        assertThat(made.path("deletion_protection_enabled").asBoolean()).isTrue();
    }

    private static String keys(JsonNode table) {
        return table.path("hash_key").asText() + ", " + table.path("range_key").asText();
    }

    private static String keys(Stream<KeySchemaElement> schema) {
        return schema.map(KeySchemaElement::attributeName).collect(Collectors.joining(", "));
    }
}
