package doctor;

import doctor.aws.AwsRefusal;
import doctor.aws.Calls;
import doctor.aws.Once;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The ledger's table. */
final class LedgerChecks {

    private static final String ASKED = "dynamodb:DescribeTable";

    static final Arrow TABLE = Arrow.of(
            "table",
            "the table hikyaku.ledger-table exists and is active",
            "create the table, or name the right one",
            "terraform output ledger_table",
            ASKED);
    static final Arrow TABLE_KEYS = Arrow.of(
            "table-keys",
            "the table's key is partition and delivery, both strings",
            "create the table again, because a table's key cannot be changed",
            "terraform apply",
            ASKED);
    static final Arrow TABLE_INDEXES = Arrow.of(
            "table-indexes",
            "the table's nine indexes exist, with their keys, and are active",
            "create the missing index; until it is filled, sweeper or desk find fewer deliveries",
            "terraform apply",
            ASKED);
    static final Arrow TABLE_TTL = Arrow.of(
            "table-ttl",
            "the table deletes rows some time after expiresAt; otherwise it grows without limit",
            "enable time to live on the attribute expiresAt",
            "aws dynamodb update-time-to-live --table-name TABLE --time-to-live-specification"
                    + " Enabled=true,AttributeName=expiresAt",
            "dynamodb:DescribeTimeToLive");
    static final Arrow TABLE_BACKUP = Arrow.of(
            "table-backup",
            "the table can be restored to any second of the last days",
            "enable point-in-time recovery",
            "aws dynamodb update-continuous-backups --table-name TABLE --point-in-time-recovery-specification"
                    + " PointInTimeRecoveryEnabled=true",
            "dynamodb:DescribeContinuousBackups");
    static final Arrow TABLE_PROTECTION = Arrow.of(
            "table-protection",
            "the table is protected against deletion",
            "enable deletion protection",
            "aws dynamodb update-table --table-name TABLE --deletion-protection-enabled",
            ASKED);

    static final List<Arrow> ARROWS =
            List.of(TABLE, TABLE_KEYS, TABLE_INDEXES, TABLE_TTL, TABLE_BACKUP, TABLE_PROTECTION);

    static final String KEYS = "partition S, delivery S";

    /** KeyLookup by index. */
    static final Map<String, String> INDEXES = Map.of(
            "mail", "mail S, delivery S",
            "open", "open S, dueAt N",
            "stage", "set S, stage S",
            "recipient", "recipient S, receivedAt N",
            "tenant", "tenant S, receivedAt N",
            "messageId", "messageId S, receivedAt N",
            "sender", "sentBy S, receivedAt N",
            "author", "writtenBy S, receivedAt N",
            "subject", "subjectKey S, receivedAt N");

    private final Calls calls;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Once<TableDescription> description;

    LedgerChecks(Installation installation, Calls calls, DynamoDbClient dynamoDb) {
        this.calls = calls;
        this.dynamoDb = dynamoDb;
        this.table = installation.settings().ledgerTable();
        this.description = new Once<>(() -> calls.sdk(ASKED, () -> dynamoDb.describeTable(ask -> ask.tableName(table)))
                .table());
    }

    Stream<Check> all() {
        List<String> there = List.of(TABLE.name());
        return Stream.of(
                new Check(TABLE, Scope.ALL, "", List.of(AccountChecks.CREDENTIALS.name()), this::table),
                new Check(TABLE_KEYS, Scope.PIPELINE, "", there, this::keys),
                new Check(TABLE_INDEXES, Scope.PIPELINE, "", there, this::indexes),
                new Check(TABLE_TTL, Scope.PIPELINE, "", there, this::ttl),
                new Check(TABLE_BACKUP, Scope.PIPELINE, "", there, this::backup),
                new Check(TABLE_PROTECTION, Scope.PIPELINE, "", there, this::protection));
    }

    private Optional<String> table() {
        try {
            TableStatus status = description.get().tableStatus();
            return status == TableStatus.ACTIVE || status == TableStatus.UPDATING
                    ? Optional.empty()
                    : Optional.of(table + " is " + description.get().tableStatusAsString());
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.of(table + " does not exist");
            }
            throw e;
        }
    }

    private Optional<String> keys() {
        String keys = keys(description.get().keySchema());
        return keys.equals(KEYS) ? Optional.empty() : Optional.of("its key is " + keys + ", not " + KEYS);
    }

    private Optional<String> indexes() {
        Map<String, GlobalSecondaryIndexDescription> there = description.get().globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, index -> index));
        for (Map.Entry<String, String> expected : new TreeMap<>(INDEXES).entrySet()) {
            GlobalSecondaryIndexDescription index = there.get(expected.getKey());
            if (index == null) {
                return Optional.of("index " + expected.getKey() + " is missing");
            }
            if (!keys(index.keySchema()).equals(expected.getValue())) {
                return Optional.of("the key of index %s is %s, not %s"
                        .formatted(expected.getKey(), keys(index.keySchema()), expected.getValue()));
            }
            if (index.indexStatus() != null
                    && index.indexStatus() != IndexStatus.ACTIVE
                    && index.indexStatus() != IndexStatus.UPDATING) {
                return Optional.of("index " + expected.getKey() + " is " + index.indexStatusAsString());
            }
        }
        return Optional.empty();
    }

    private String keys(List<KeySchemaElement> schema) {
        return schema.stream()
                .map(key -> key.attributeName() + " " + type(key.attributeName()))
                .collect(Collectors.joining(", "));
    }

    private String type(String attribute) {
        return description.get().attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(attribute))
                .map(definition -> definition.attributeTypeAsString())
                .findFirst()
                .orElse("?");
    }

    private Optional<String> ttl() {
        TimeToLiveDescription ttl = calls.sdk(
                        "dynamodb:DescribeTimeToLive", () -> dynamoDb.describeTimeToLive(ask -> ask.tableName(table)))
                .timeToLiveDescription();
        boolean on = ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        if (!on) {
            return Optional.of("time to live is off");
        }
        return ttl.attributeName().equals("expiresAt")
                ? Optional.empty()
                : Optional.of("time to live is on " + ttl.attributeName() + ", not on expiresAt");
    }

    private Optional<String> backup() {
        PointInTimeRecoveryStatus status = calls.sdk(
                        "dynamodb:DescribeContinuousBackups",
                        () -> dynamoDb.describeContinuousBackups(ask -> ask.tableName(table)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus();
        return status == PointInTimeRecoveryStatus.ENABLED
                ? Optional.empty()
                : Optional.of("point-in-time recovery is off");
    }

    private Optional<String> protection() {
        return Boolean.TRUE.equals(description.get().deletionProtectionEnabled())
                ? Optional.empty()
                : Optional.of("any principal that may delete tables can delete it");
    }
}
