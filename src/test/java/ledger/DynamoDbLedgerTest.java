package ledger;

import local.LocalDynamoDb;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
