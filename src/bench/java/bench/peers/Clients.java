package bench.peers;

import java.net.URI;
import java.time.Duration;
import java.util.logging.Level;
import org.jboss.logmanager.LogContext;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The environment of a peer: the clients, with one connection pool as in the product, and what all peers share. */
final class Clients {

    static final int AT_ONCE = 8;

    /** Seconds. */
    static final int VISIBILITY = 60;

    static final int LONG_POLL = 5;

    static {
        // Quarkus' log manager is on the class path. It stores all log records until an application configures it, and
        // the HTTP client logs every byte.
        LogContext.getLogContext().getLogger("").setLevel(Level.INFO);
    }

    private final SdkHttpClient http = ApacheHttpClient.builder()
            .maxConnections(100)
            .socketTimeout(Duration.ofSeconds(30))
            .build();

    static String queue() {
        return System.getenv("HIKYAKU_QUEUE_MAIL");
    }

    static String table() {
        return System.getenv("HIKYAKU_LEDGER_TABLE");
    }

    SqsClient sqs() {
        return at("SQS", SqsClient.builder().httpClient(http)).build();
    }

    S3Client s3() {
        return at("S3", S3Client.builder().httpClient(http)).build();
    }

    DynamoDbClient dynamoDb() {
        return at("DYNAMODB", DynamoDbClient.builder().httpClient(http)).build();
    }

    EcsClient ecs() {
        return at("ECS", EcsClient.builder().httpClient(http)).build();
    }

    /** Uses the SDK's default credentials, as the product does: each request asks the chain of providers. */
    static <B extends AwsClientBuilder<B, C>, C> B at(String service, B builder) {
        URI endpoint = URI.create(System.getenv("HIKYAKU_AWS_ENDPOINTS_" + service));
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1);
    }
}
