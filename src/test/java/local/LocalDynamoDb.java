package local;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the ledger's table, for a test class that needs nothing else of the cloud. */
public final class LocalDynamoDb implements BeforeAllCallback, AfterAllCallback {

    private TableDoor door;
    private DynamoDbClient client;

    public DynamoDbClient client() {
        return client;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        door = new TableDoor(Ports.free(), Files.createTempDirectory("hikyaku-ledger-"));
        client = DynamoDbClient.builder()
                .endpointOverride(door.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        LedgerTable.in(client);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        client.close();
        door.close();
    }
}
