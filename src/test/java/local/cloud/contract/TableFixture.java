package local.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A table with keys p and s, and three indexes by kind and at, for tests of DynamoDB's promises. */
@SuppressWarnings("unchecked") // the SDK takes generic types as varargs, and only reads them
public interface TableFixture {

    DynamoDbClient client();

    /** @return whether the service's error messages equal those of AWS */
    default boolean usesWordsOfAws() {
        return true;
    }

    /** @return the name of a new, empty table */
    default String newTable() {
        String name = "table-" + UUID.randomUUID();
        client().createTable(definition(name).build());
        return name;
    }

    static CreateTableRequest.Builder definition(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                        one -> one.attributeName("p").attributeType("S"),
                        one -> one.attributeName("s").attributeType("S"),
                        one -> one.attributeName("kind").attributeType("S"),
                        one -> one.attributeName("at").attributeType("N"))
                .keySchema(key("p", KeyType.HASH), key("s", KeyType.RANGE))
                .globalSecondaryIndexes(
                        index("keys", ProjectionType.KEYS_ONLY, List.of()),
                        index("some", ProjectionType.INCLUDE, List.of("note")),
                        index("all", ProjectionType.ALL, List.of()));
    }

    private static GlobalSecondaryIndex index(String name, ProjectionType type, List<String> included) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key("kind", KeyType.HASH), key("at", KeyType.RANGE))
                .projection(projection ->
                        projection.projectionType(type).nonKeyAttributes(included.isEmpty() ? null : included))
                .build();
    }

    static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    default void put(String table, Map<String, AttributeValue> item) {
        client().putItem(put -> put.tableName(table).item(item));
    }

    /** @return an empty value if there is no such item */
    default Map<String, AttributeValue> get(String table, Map<String, AttributeValue> key) {
        return client().getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    /** The call must fail with this code, and its message must contain this part of AWS' message. */
    default void assertRefused(String code, String part, ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(DynamoDbException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode())
                    .as(refusal.getMessage())
                    .isEqualTo(code);
            if (usesWordsOfAws()) {
                assertThat(refusal.awsErrorDetails().errorMessage()).contains(part);
            }
        });
    }

    default void assertInvalid(String part, ThrowingCallable request) {
        assertRefused("ValidationException", part, request);
    }

    static Map<String, AttributeValue> key(String partition, String sort) {
        return item("p", s(partition), "s", s(sort));
    }

    /** @param namesAndValues names and values in turn */
    static Map<String, AttributeValue> item(Object... namesAndValues) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return item;
    }

    /** @return the key with additional attributes */
    static Map<String, AttributeValue> with(Map<String, AttributeValue> key, Object... namesAndValues) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key);
        item.putAll(item(namesAndValues));
        return item;
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(Object number) {
        return AttributeValue.fromN(number.toString());
    }

    static AttributeValue l(AttributeValue... elements) {
        return AttributeValue.fromL(List.of(elements));
    }

    static AttributeValue ss(String... elements) {
        return AttributeValue.fromSs(List.of(elements));
    }
}
