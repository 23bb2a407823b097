package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import local.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class DynamoDbLedgerTest extends LedgerContract {

    private static final int FINISHED = Integer.getInteger("ledger.finished", 2000);

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private DynamoDbLedger ledger;

    @Override
    DynamoDbLedger ledger() {
        if (ledger == null) {
            ledger = new DynamoDbLedger(DYNAMO_DB.client(), clock, SETTINGS);
        }
        return ledger;
    }

    @Override
    Deliveries deliveries() {
        return ledger();
    }

    @Override
    Reopening reopening() {
        return ledger();
    }

    @Override
    Forgetting forgetting() {
        return new DynamoDbForgetting(DYNAMO_DB.client(), clock, SETTINGS);
    }

    @Override
    Search search() {
        return new DynamoDbSearch(DYNAMO_DB.client(), SETTINGS);
    }

    /** {@code -Dledger.finished=1000000} is the size of a year's work. */
    @Test
    void aSweepReadsWhatIsOpenHoweverMuchIsFinished() {
        for (int i = 0; i < 10; i++) {
            claim(delivery(), "one");
        }
        clock.advance(LEASE);
        double before = readUnitsOfASweep();

        Delivery finished = delivery();
        ledger().move(claim(finished, "one"), Move.to(DeliveryStatus.FAILED, "exit 1"));
        DYNAMO_DB.multiply(finished.id(), FINISHED);
        double after = readUnitsOfASweep();

        System.out.printf("a sweep reads %.1f units, with %d finished rows %.1f%n", before, FINISHED, after);
        assertThat(before).isPositive();
        assertThat(after).isEqualTo(before);
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
                        Move.to(DeliveryStatus.FAILED, "exit 1: Mr Buyer").fetched("etag/1"));

        forgetting().forget(delivery.id(), DeliveryStatus.FAILED, "hanako", "he asked us to");

        List<Map<String, AttributeValue>> rows = DYNAMO_DB.rows(known.id().mail());
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsOnlyKeys(
                                "mail",
                                "recipient",
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
    void whatALateAnnouncementLeftBehindIsTakenAwayByWhoeverTakesItOver() {
        Delivery delivery = forgottenWithAClaimLeftBehind();

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new Claiming.Settled(DeliveryStatus.FORGOTTEN));
        assertThat(DYNAMO_DB.rows(delivery.id().mail())).hasSize(1);
    }

    /** A work order comes twice, the second time beside a late announcement. */
    @Test
    void whatALateAnnouncementLeftBehindIsNotStarted() {
        Delivery delivery = forgottenWithAClaimLeftBehind();

        assertThat(ledger().start(delivery.id(), 1, "courier"))
                .isEqualTo(new Claiming.Settled(DeliveryStatus.FORGOTTEN));
        assertThat(DYNAMO_DB.rows(delivery.id().mail())).hasSize(1);
    }

    @Test
    void whetherItIsForgottenIsNotLookedForWithEachAttempt() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Move.to(DeliveryStatus.RETRY, "exit 75"));
        clock.advance(LEASE);
        DYNAMO_DB.newRequests();

        claim(delivery, "two");

        assertThat(DYNAMO_DB.newRequests()).hasSize(1);
    }

    /** The maker of the row died before it had looked whether it should be there. */
    private Delivery forgottenWithAClaimLeftBehind() {
        Delivery delivery = delivery();
        Claim claim = claim(delivery, "one");
        var row = DYNAMO_DB.rows(delivery.id().mail()).get(0);
        ledger().move(claim, Move.to(DeliveryStatus.FAILED, "exit 1"));
        forgetting().forget(delivery.id(), DeliveryStatus.FAILED, "hanako", "he asked us to");
        DYNAMO_DB.put(row, Map.of(), clock.instant());
        return delivery;
    }

    private double readUnitsOfASweep() {
        DYNAMO_DB.newReadUnits();
        ledger().due(1000);
        return DYNAMO_DB.newReadUnits();
    }

    @Test
    void everyWriteIsConditionalAndNoneIsPrecededByARead() {
        DYNAMO_DB.newRequests();
        Delivery delivery = delivery();
        ledger().receive(delivery);
        Claim worker = ledger().move(claim(delivery, "one"), Move.to(DeliveryStatus.UNPACKED, ""));
        ledger().renew(worker);
        ledger().move(worker, Move.to(DeliveryStatus.HANDED_OVER, ""));
        Claiming courier = ledger().start(delivery.id(), 1, "courier");
        ledger().move(((Claiming.Claimed) courier).claim(), Move.to(DeliveryStatus.DONE, "exit 0"));

        List<SdkRequest> requests = DYNAMO_DB.newRequests();
        assertThat(requests)
                .filteredOn(UpdateItemRequest.class::isInstance)
                .hasSize(7)
                .allSatisfy(request -> assertThat(request)
                        .isInstanceOfSatisfying(
                                UpdateItemRequest.class,
                                write -> assertThat(write.conditionExpression()).isNotBlank()));
        assertThat(requests)
                .as("a new row and a claim are followed by a look whether the delivery is forgotten")
                .hasSize(9)
                .extracting(Object::getClass)
                .startsWith(
                        UpdateItemRequest.class, GetItemRequest.class, UpdateItemRequest.class, GetItemRequest.class);
    }
}
