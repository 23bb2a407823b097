package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import local.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

        assertThat(DYNAMO_DB.newRequests())
                .hasSize(7)
                .allSatisfy(request -> assertThat(request)
                        .isInstanceOfSatisfying(
                                UpdateItemRequest.class,
                                write -> assertThat(write.conditionExpression()).isNotBlank()));
    }
}
