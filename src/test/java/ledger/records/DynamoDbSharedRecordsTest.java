package ledger.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import local.Configuration;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbSharedRecordsTest extends SharedRecordsContract {

    private static final Settings SETTINGS = Configuration.with(Map.of());

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @Override
    SharedRecords records() {
        return new DynamoDbSharedRecords(DYNAMO_DB.client(), SETTINGS);
    }

    @Test
    void aRecordHasAnEndOnlyIfItsLastWriteGaveItOne() {
        String name = UUID.randomUUID().toString();
        Instant until = Instant.parse("2026-12-30T00:00:00Z");
        SharedRecords records = records();

        records.write(records.read(name), Map.of("a", "1"), until);
        assertThat(end(name)).isEqualTo(Long.toString(until.getEpochSecond()));

        records.write(records.read(name), Map.of("a", "1"), until.plus(Duration.ofDays(1)));
        records.write(records.read(name), Map.of("a", "1"), null);
        assertThat(end(name)).isNull();
    }

    private static String end(String name) {
        var row = DYNAMO_DB
                .client()
                .getItem(get -> get.tableName(SETTINGS.ledgerTable())
                        .key(Map.of(
                                "partition", AttributeValue.fromS("shared/" + name),
                                "delivery", AttributeValue.fromS("-"))))
                .item();
        return row.containsKey("expiresAt") ? row.get("expiresAt").n() : null;
    }
}
