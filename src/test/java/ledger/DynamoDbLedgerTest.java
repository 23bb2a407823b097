package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import local.cloud.LedgerTable;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class DynamoDbLedgerTest
        implements LedgerContract,
                DeliveriesContract,
                SearchContract,
                TermSearchContract,
                OperatorLedgerContract,
                PostponementContract,
                ErasureContract {

    private static final int FINISHED = Integer.getInteger("ledger.finished", 2000);

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inFile();

    private final LedgerPorts ports = LedgerPorts.inTable(DYNAMO_DB.client(), SETTINGS);

    @Override
    public LedgerPorts ports() {
        return ports;
    }

    /** {@code -Dledger.finished=1000000} is the size of a year's work. */
    @Test
    void aSweepReadsWhatIsOpenHoweverMuchIsFinished() {
        for (int i = 0; i < 10; i++) {
            claim(delivery(), "one");
        }
        clock().advance(LEASE);
        deliveries().due(1000); // makes the ledger remember early entries of other tests
        double before = readUnitsOfASweep();

        Delivery finished = delivery();
        handedOver(finished);
        Claim courier = claimed(ledger().start(finished.id(), 1, "courier"));
        ledger().move(courier, Transition.to(DeliveryStatus.DONE, "exit 0"));
        DYNAMO_DB.multiply(finished.id(), FINISHED);
        double after = readUnitsOfASweep();

        System.out.printf("a sweep reads %.1f units, with %d finished rows %.1f%n", before, FINISHED, after);
        assertThat(before).isPositive();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aRowThatCannotBeReadKeepsNoOtherWaiting() {
        Delivery broken = delivery();
        claim(broken, "one");
        Map<String, AttributeValue> row = DYNAMO_DB.rows(broken.id().mail()).get(0);
        Instant longAgo = clock().instant().minus(Duration.ofDays(9));
        DYNAMO_DB.put(row, Map.of("status", "NONSENSE"), longAgo);
        Delivery due = delivery();
        claim(due, "one");
        clock().advance(LEASE);

        assertThat(deliveries().due(1000))
                .extracting(entry -> entry.claim().id())
                .contains(due.id())
                .doesNotContain(broken.id());
        assertThat(DYNAMO_DB.rows(broken.id().mail()).get(0).get("dueAt").n())
                .isEqualTo(Long.toString(
                        clock().instant().plus(Duration.ofHours(1)).toEpochMilli()));
    }

    @Test
    void nothingOfAForgottenDeliveryButItsLineIsInTheTable() {
        Delivery known = delivery();
        Delivery delivery = new Delivery(
                        known.id(),
                        "buyer@market.example",
                        known.receivedAt(),
                        known.raw(),
                        known.verdicts(),
                        "1@m",
                        "",
                        "")
                .in("set-1", "shop-1");
        ledger().move(
                        claim(delivery, "one"),
                        Transition.to(DeliveryStatus.FAILED, "exit 1: Mr Buyer").fetched("etag/1"));

        forgetting().forget(delivery.id(), DeliveryStatus.FAILED, "hanako", "he asked us to");

        List<Map<String, AttributeValue>> rows = DYNAMO_DB.rows(known.id().mail());
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsOnlyKeys(
                                "partition",
                                "mail",
                                "delivery",
                                "set",
                                "status",
                                "stage",
                                "receivedAt",
                                "owner",
                                "fence",
                                "attempt",
                                "first",
                                "expiresAt",
                                "timeline",
                                "sender",
                                "bucket",
                                "key"));
        assertThat(rows.toString()).doesNotContain("ne-001", "buyer@", "Mr Buyer", "1@m", "shop-1", "etag", "raw/");
    }

    @Test
    void forgettingIsOneConditionalWrite() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(DeliveryStatus.FAILED, "exit 1"));
        DYNAMO_DB.newRequests();

        assertThat(forgetting().forget(delivery.id(), DeliveryStatus.FAILED, "hanako", "he asked us to"))
                .isTrue();

        List<SdkRequest> requests = DYNAMO_DB.newRequests();
        assertThat(requests).extracting(Object::getClass).containsExactly(GetItemRequest.class, PutItemRequest.class);
        assertThat(((PutItemRequest) requests.get(1)).conditionExpression()).isNotBlank();
    }

    @Test
    void whatIsForgottenByAWriteWhoseAnswerWasLostIsForgotten() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(DeliveryStatus.FAILED, "exit 1"));

        assertThat(new DynamoDbErasure(writingTwice(), clock(), SETTINGS)
                        .forget(delivery.id(), DeliveryStatus.FAILED, "hanako", "he asked us to"))
                .isTrue();
    }

    @Test
    void whatIsRedrivenAndFailsAgainWhileItIsReadIsNotForgotten() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(DeliveryStatus.FAILED, "exit 1"));
        Runnable meanwhile = () -> {
            reopening().reopen(delivery.id(), DeliveryStatus.FAILED, "hanako", "the script is mended");
            ledger().move(claim(delivery, "two"), Transition.to(DeliveryStatus.FAILED, "exit 2"));
        };

        assertThat(new DynamoDbErasure(after(meanwhile), clock(), SETTINGS)
                        .forget(delivery.id(), DeliveryStatus.FAILED, "hanako", "he asked us to"))
                .isFalse();

        assertThat(deliveries().find(delivery.id()).orElseThrow().last().note()).isEqualTo("exit 2");
    }

    @Test
    void aHundredDeliveriesAreLookedForInOneRequestThatAsksForTheirKeysAlone() {
        List<Delivery> deliveries = Stream.generate(this::delivery).limit(101).toList();
        DYNAMO_DB.newRequests();

        deliveries().unknown(deliveries);

        assertThat(DYNAMO_DB.newRequests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .isInstanceOfSatisfying(
                                BatchGetItemRequest.class,
                                look -> assertThat(look.requestItems().get(LedgerTable.NAME))
                                        .satisfies(asked -> assertThat(asked.projectionExpression())
                                                .isEqualTo("#partition, #delivery"))
                                        .satisfies(asked -> assertThat(asked.consistentRead())
                                                .isNotEqualTo(true))));
    }

    /** An attribute that DynamoDB omits from an answer may still exist. */
    @Test
    void whatAnAnswerLeavesOutIsAskedForAgain() {
        List<Delivery> deliveries = Stream.generate(this::delivery).limit(3).toList();
        deliveries.forEach(ledger()::receive);
        DynamoDbLedger oneAtATime = new DynamoDbLedger(answeringOneKeyAtATime(), clock(), SETTINGS);
        DYNAMO_DB.newRequests();

        assertThat(oneAtATime.unknown(deliveries)).isEmpty();

        assertThat(DYNAMO_DB.newRequests()).hasSize(3);
    }

    private static DynamoDbClient answeringOneKeyAtATime() {
        return new DynamoDbClient() {
            @Override
            public BatchGetItemResponse batchGetItem(BatchGetItemRequest look) {
                KeysAndAttributes asked = look.requestItems().get(LedgerTable.NAME);
                List<Map<String, AttributeValue>> rest =
                        asked.keys().subList(1, asked.keys().size());
                BatchGetItemRequest first = look.toBuilder()
                        .requestItems(Map.of(
                                LedgerTable.NAME,
                                asked.toBuilder()
                                        .keys(asked.keys().subList(0, 1))
                                        .build()))
                        .build();
                return DYNAMO_DB.client().batchGetItem(first).toBuilder()
                        .unprocessedKeys(
                                rest.isEmpty()
                                        ? Map.of()
                                        : Map.of(
                                                LedgerTable.NAME,
                                                asked.toBuilder().keys(rest).build()))
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    /** Changes the row between the read and the write of a forget. */
    private static DynamoDbClient after(Runnable meanwhile) {
        return new DynamoDbClient() {
            @Override
            public GetItemResponse getItem(GetItemRequest get) {
                GetItemResponse row = DYNAMO_DB.client().getItem(get);
                meanwhile.run();
                return row;
            }

            @Override
            public PutItemResponse putItem(PutItemRequest put) {
                return DYNAMO_DB.client().putItem(put);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    /** Sends the request twice, as the SDK does after a lost answer. */
    private static DynamoDbClient writingTwice() {
        return new DynamoDbClient() {
            @Override
            public GetItemResponse getItem(GetItemRequest get) {
                return DYNAMO_DB.client().getItem(get);
            }

            @Override
            public PutItemResponse putItem(PutItemRequest put) {
                DYNAMO_DB.client().putItem(put);
                return DYNAMO_DB.client().putItem(put);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    /** The smallest cost of three sweeps, because a sweep also reads the names of the sets, at most once a second. */
    private double readUnitsOfASweep() {
        return IntStream.range(0, 3)
                .mapToDouble(i -> {
                    DYNAMO_DB.newReadUnits();
                    deliveries().due(1000);
                    return DYNAMO_DB.newReadUnits();
                })
                .min()
                .orElseThrow();
    }

    /** A set's program can use its courier's role, and so it can write to the set's rows. */
    @Test
    void rowsThatCannotBeReadKeepNoOthersWaiting() {
        Instant longAgo = clock().instant().minus(Duration.ofDays(9));
        Delivery good = delivery();
        claim(good, "one");
        clock().advance(LEASE);
        Map<String, AttributeValue> row = DYNAMO_DB.rows(good.id().mail()).get(0);
        Map<String, AttributeValue> bare = Map.of(
                "partition", AttributeValue.fromS("shop.example/\u001b[2Jmade-up"),
                "delivery", AttributeValue.fromS("-"),
                "open", AttributeValue.fromS("open"));
        for (int i = 0; i < 3; i++) {
            DYNAMO_DB.put(row, Map.of("partition", "shop.example/no-status-" + i, "status", "GARBAGE"), longAgo);
            DYNAMO_DB.put(row, Map.of("partition", "shop.example/no-list-" + i, "timeline", "text"), longAgo);
            DYNAMO_DB.put(bare, Map.of("delivery", "row-" + i), longAgo);
        }

        assertThat(deliveries().due(1).get(0).claim().id()).isNotNull();
        assertThat(deliveries().due(1000)).extracting(due -> due.claim().id()).contains(good.id());

        for (String key : List.of("no-status-", "no-list-", "\u001b[2Jmade-up")) {
            for (int i = 0; i < 3; i++) {
                String partition = "shop.example/" + key + (key.startsWith("no") ? i : "");
                String sort = key.startsWith("no") ? row.get("delivery").s() : "row-" + i;
                DYNAMO_DB
                        .client()
                        .deleteItem(delete -> delete.tableName(LedgerTable.NAME)
                                .key(Map.of(
                                        "partition", AttributeValue.fromS(partition),
                                        "delivery", AttributeValue.fromS(sort))));
            }
        }
    }

    @Test
    void everyWriteIsConditionalAndNobodyReads() {
        ledger().receive(delivery()); // the process enters its sets with its first write
        DYNAMO_DB.newRequests();
        Delivery delivery = delivery();
        ledger().receive(delivery);
        Claim worker = ledger().move(claim(delivery, "one"), Transition.to(DeliveryStatus.UNPACKED, ""));
        ledger().renew(worker);
        ledger().move(worker, Transition.to(DeliveryStatus.HANDED_OVER, ""));
        ClaimResult courier = ledger().start(delivery.id(), 1, "courier");
        ledger().move(((ClaimResult.Claimed) courier).claim(), Transition.to(DeliveryStatus.DONE, "exit 0"));

        assertThat(DYNAMO_DB.newRequests())
                .hasSize(7)
                .allSatisfy(request -> assertThat(request)
                        .isInstanceOfSatisfying(
                                UpdateItemRequest.class,
                                write -> assertThat(write.conditionExpression()).isNotBlank()));
    }
}
