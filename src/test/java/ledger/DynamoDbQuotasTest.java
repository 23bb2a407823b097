package ledger;

import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbQuotasTest extends QuotasContract {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @Override
    Quotas quotas() {
        return new DynamoDbQuotas(DYNAMO_DB.client(), SETTINGS);
    }

    @Override
    Ledger ledger() {
        return new DynamoDbLedger(DYNAMO_DB.client(), clock, SETTINGS);
    }
}
