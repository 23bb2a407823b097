package local.cloud;

import static software.amazon.awssdk.services.dynamodb.model.KeyType.HASH;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.RANGE;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The ledger's table with its indexes. Three of them list a mail's deliveries, the open deliveries by due time with
 * the ended ones by kept content, and a set's deliveries by stage. The others list the mails of a recipient,
 * tenant, message id, sender, author, or word in the subject, by time. Which index contains which rows is described in
 * docs/decisions/060-index-entries-that-stay.md.
 */
public final class LedgerTable {

    public static final String NAME = "hikyaku-deliveries";

    private LedgerTable() {}

    public static void in(DynamoDbClient dynamoDb) {
        if (dynamoDb.listTables().tableNames().contains(NAME)) {
            return;
        }
        dynamoDb.createTable(table -> table.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("partition", S),
                        attribute("mail", S),
                        attribute("delivery", S),
                        attribute("recipient", S),
                        attribute("open", S),
                        attribute("set", S),
                        attribute("stage", S),
                        attribute("tenant", S),
                        attribute("messageId", S),
                        attribute("sentBy", S),
                        attribute("writtenBy", S),
                        attribute("subjectKey", S),
                        attribute("dueAt", N),
                        attribute("receivedAt", N))
                .keySchema(key("partition", HASH), key("delivery", RANGE))
                .globalSecondaryIndexes(
                        index("mail", "mail", "delivery"),
                        index("open", "open", "dueAt"),
                        index("stage", "set", "stage"),
                        index("recipient", "recipient", "receivedAt"),
                        index("tenant", "tenant", "receivedAt"),
                        index("messageId", "messageId", "receivedAt"),
                        searched("sender", "sentBy"),
                        searched("author", "writtenBy"),
                        searched("subject", "subjectKey")));
    }

    /** An index with the attributes that a search compares. */
    private static GlobalSecondaryIndex searched(String name, String partition) {
        return index(name, partition, "receivedAt").toBuilder()
                .projection(projection ->
                        projection.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("sender", "author", "words"))
                .build();
    }

    private static GlobalSecondaryIndex index(String name, String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(partition, HASH), key(sort, RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
