package settings;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One client per service, all on one connection pool. Camel's components find them by type, hence {@link Unremovable}.
 * Credentials come from the SDK's default chain: the task role on ECS.
 */
@ApplicationScoped
class AwsClients {

    private final AwsSettings aws;

    AwsClients(Settings settings) {
        this.aws = settings.aws();
    }

    @Produces
    @Singleton
    @SuppressWarnings(
            "deprecation") // its successor would be a second HTTP library: Camel's AWS components bring this one
    SdkHttpClient http() {
        return ApacheHttpClient.builder()
                .maxConnections(100)
                .socketTimeout(Duration.ofSeconds(30)) // longer than the longest long poll, 20 s
                .build();
    }

    void close(@Disposes SdkHttpClient http) {
        http.close();
    }

    @Produces
    @Unremovable
    @ApplicationScoped
    SqsClient sqs(SdkHttpClient http, Instance<ExecutionInterceptor> listeners) {
        return at("sqs", SqsClient.builder().httpClient(http))
                .overrideConfiguration(client -> listeners.forEach(client::addExecutionInterceptor))
                .build();
    }

    @Produces
    @Unremovable
    @ApplicationScoped
    S3Client s3(SdkHttpClient http) {
        boolean local = aws.endpoints().containsKey("s3"); // a local server has no host name for each bucket
        // raw mail is in SES' region, which may differ from this one
        return at(
                        "s3",
                        S3Client.builder()
                                .httpClient(http)
                                .forcePathStyle(local)
                                .crossRegionAccessEnabled(!local))
                .overrideConfiguration(client -> client.addExecutionInterceptor(new DeadlineInterceptor()))
                .build();
    }

    @Produces
    @Unremovable
    @ApplicationScoped
    DynamoDbClient dynamoDb(SdkHttpClient http) {
        return at("dynamodb", DynamoDbClient.builder().httpClient(http))
                .overrideConfiguration(client -> client.addExecutionInterceptor(new DeadlineInterceptor()))
                .build();
    }

    @Produces
    @Unremovable
    @ApplicationScoped
    EcsClient ecs(SdkHttpClient http) {
        // a throttled launch waits in the ledger and not in a poller's thread
        RetryStrategy once = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(2)
                .build();
        return at("ecs", EcsClient.builder().httpClient(http))
                .overrideConfiguration(client -> client.retryStrategy(once))
                .build();
    }

    @Produces
    @ApplicationScoped
    KmsClient kms(SdkHttpClient http) {
        KmsClientBuilder kms = at("kms", KmsClient.builder().httpClient(http));
        return aws.kmsRegion()
                .map(Region::of)
                .map(kms::region)
                .orElse(kms)
                .overrideConfiguration(client -> client.addExecutionInterceptor(new DeadlineInterceptor()))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B at(String service, B builder) {
        if (aws.endpoints().containsKey(service)) {
            builder.endpointOverride(aws.endpoints().get(service));
        }
        return builder.region(Region.of(aws.region()));
    }
}
