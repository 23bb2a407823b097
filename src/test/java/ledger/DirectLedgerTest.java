package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import aws.ItemUpdates;
import aws.RequestSigner;
import aws.SentRequest;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import local.cloud.LocalCloud;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ledger's contract with direct calls: writes bypass the SDK's pipeline, as in production. */
class DirectLedgerTest implements LedgerContract, DeliveriesContract, OperatorLedgerContract, PostponementContract {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final AtomicInteger BY_THE_SDK = new AtomicInteger();
    private static SdkHttpClient http;
    private static ItemUpdates writes;

    private final LedgerPorts ports = LedgerPorts.inTable(DYNAMO_DB.client(), writes, SETTINGS);

    @BeforeAll
    @SuppressWarnings("deprecation") // as in AwsClients
    static void connect() {
        http = ApacheHttpClient.create();
        SentRequest sent = new SentRequest("UpdateItem");
        DynamoDbClient sdk = LocalCloud.at(DYNAMO_DB.endpoint(), DynamoDbClient.builder())
                .overrideConfiguration(client -> client.addExecutionInterceptor(sent))
                .build();
        RequestSigner signer =
                new RequestSigner(sdk.serviceClientConfiguration().credentialsProvider(), Clock.systemUTC());
        writes = ItemUpdates.direct(http, signer, sent, request -> {
            BY_THE_SDK.incrementAndGet();
            return sdk.updateItem(request);
        });
    }

    /**
     * Only the first write went through the SDK. Any other would be an answer that the direct call did not understand,
     * so that the SDK had to repeat the request.
     */
    @AfterAll
    static void allWentDirectly() {
        http.close();
        assertThat(BY_THE_SDK).hasValue(1);
    }

    @Override
    public LedgerPorts ports() {
        return ports;
    }
}
