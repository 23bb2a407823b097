package local.cloud.contract;

import java.time.Clock;
import local.cloud.DynamoDbServer;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The local cloud's tables behave as DynamoDB promises, without the check in front of them. */
class LocalTableTest
        implements ItemContract,
                ConditionContract,
                UpdateContract,
                QueryContract,
                BatchContract,
                TransactionContract,
                SchemaContract,
                CapacityContract {

    private static DynamoDbServer door;
    private static DynamoDbClient client;

    @BeforeAll
    static void open() throws Exception {
        door = new DynamoDbServer(Ports.free(), null, null, Clock.systemUTC());
        client = LocalCloud.at(door.endpoint(), DynamoDbClient.builder()).build();
    }

    @AfterAll
    static void close() throws Exception {
        client.close();
        door.close();
    }

    @Override
    public DynamoDbClient client() {
        return client;
    }
}
