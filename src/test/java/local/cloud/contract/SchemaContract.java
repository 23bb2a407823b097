package local.cloud.contract;

import static local.cloud.contract.TableFixture.key;
import static local.cloud.contract.TableFixture.n;
import static local.cloud.contract.TableFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tables: create, describe, list, delete. */
interface SchemaContract extends TableFixture {

    @Test
    default void aTableIsAsItWasMade() {
        String name = newTable();

        TableDescription table =
                client().describeTable(one -> one.tableName(name)).table();

        assertThat(table.tableName()).isEqualTo(name);
        assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.keySchema()).containsExactly(key("p", KeyType.HASH), key("s", KeyType.RANGE));
        assertThat(table.attributeDefinitions()).hasSize(4);
        assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("keys", "some", "all");
        assertThat(table.globalSecondaryIndexes())
                .allSatisfy(index -> assertThat(index.indexStatusAsString()).isEqualTo("ACTIVE"));
    }

    @Test
    default void aTableIsListedUntilItIsDeleted() {
        String name = newTable();
        put(name, with(key("one", "1"), "v", n(1)));
        assertThat(client().listTablesPaginator(list -> list.limit(1)).tableNames())
                .contains(name);

        client().deleteTable(gone -> gone.tableName(name));

        assertThat(client().listTablesPaginator().tableNames()).doesNotContain(name);
        assertRefused(
                "ResourceNotFoundException", "not found", () -> client().describeTable(one -> one.tableName(name)));
    }

    @Test
    default void aTableOfTheSameNameAsADeletedOneIsEmpty() {
        String name = newTable();
        put(name, with(key("one", "1"), "v", n(1)));
        client().deleteTable(gone -> gone.tableName(name));
        client().createTable(TableFixture.definition(name).build());

        assertThat(get(name, key("one", "1"))).isEmpty();
    }

    @Test
    default void aTableIsMadeOnce() {
        String name = newTable();
        assertRefused(
                "ResourceInUseException",
                "Table already exists",
                () -> client().createTable(TableFixture.definition(name).build()));
    }

    @Test
    default void aTableWhoseKeysAreNotDefinedIsRefused() {
        assertInvalid(
                "",
                () -> client().createTable(TableFixture.definition("table-" + UUID.randomUUID())
                        .keySchema(key("p", KeyType.HASH), key("other", KeyType.RANGE))
                        .build()));
        assertInvalid(
                "",
                () -> client().createTable(TableFixture.definition("table-" + UUID.randomUUID())
                        .keySchema(key("p", KeyType.HASH))
                        .build()));
    }

    @Test
    default void aTimeToLiveIsSetOnce() {
        String name = newTable();
        assertThat(client().describeTimeToLive(one -> one.tableName(name))
                        .timeToLiveDescription()
                        .timeToLiveStatusAsString())
                .isEqualTo("DISABLED");

        client().updateTimeToLive(set -> set.tableName(name)
                .timeToLiveSpecification(time -> time.enabled(true).attributeName("expiresAt")));

        var set = client().describeTimeToLive(one -> one.tableName(name)).timeToLiveDescription();
        assertThat(set.timeToLiveStatusAsString()).isEqualTo("ENABLED");
        assertThat(set.attributeName()).isEqualTo("expiresAt");
        assertInvalid(
                "already enabled",
                () -> client().updateTimeToLive(again -> again.tableName(name)
                        .timeToLiveSpecification(time -> time.enabled(true).attributeName("expiresAt"))));
    }
}
