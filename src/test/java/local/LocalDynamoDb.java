package local;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the ledger's table, for a test class that needs nothing else of the cloud. */
public final class LocalDynamoDb implements BeforeAllCallback, AfterAllCallback {

    private TableDoor door;
    private DynamoDbClient client;
    private final List<SdkRequest> requests = new CopyOnWriteArrayList<>();

    public DynamoDbClient client() {
        return client;
    }

    /** What was asked since the last call of this method. */
    public List<SdkRequest> newRequests() {
        List<SdkRequest> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        door = new TableDoor(Ports.free(), Files.createTempDirectory("hikyaku-ledger-"));
        client = DynamoDbClient.builder()
                .endpointOverride(door.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        requests.add(context.request());
                    }
                }))
                .build();
        LedgerTable.in(client);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        client.close();
        door.close();
    }
}
