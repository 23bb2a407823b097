package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import local.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class DynamoDbLedgerTest extends LedgerContract {

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
