package settings;

import aws.ItemUpdates;
import aws.MessageDeletions;
import aws.ReceivingClient;
import aws.RequestSigner;
import aws.SentRequest;
import aws.TaskLaunches;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
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
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * One client per service, all on one connection pool. Camel's components find them by type, hence {@link Unremovable}.
 * Credentials come from the SDK's default chain: the task role on ECS. Clients and direct calls are created at their
 * first request. Creating one takes up to 40 ms of a start, and a process needs only some of them.
 */
@ApplicationScoped
class AwsClients {

    private final AwsSettings aws;
    private final SentRequest updateItem = new SentRequest("UpdateItem");
    private final SentRequest runTask = new SentRequest("RunTask");
    private final SentRequest deleteBatch = new SentRequest("DeleteMessageBatch");
    private final SentRequest receive = new SentRequest("ReceiveMessage");

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
        SqsClient sdk = at("sqs", SqsClient.builder().httpClient(http))
                .overrideConfiguration(client -> {
                    listeners.forEach(client::addExecutionInterceptor);
                    client.addExecutionInterceptor(deleteBatch).addExecutionInterceptor(receive);
                })
                .build();
        RequestSigner signer = signer(sdk.serviceClientConfiguration());
        List<ExecutionInterceptor> all = listeners.stream().toList();
        return new ReceivingClient(sdk, request -> changed(request, all), http, signer, receive);
    }

    private static ReceiveMessageRequest changed(ReceiveMessageRequest request, List<ExecutionInterceptor> listeners) {
        SdkRequest changed = request;
        for (ExecutionInterceptor listener : listeners) {
            SdkRequest before = changed;
            changed = listener.modifyRequest(() -> before, new ExecutionAttributes());
        }
        return (ReceiveMessageRequest) changed;
    }

    @Produces
    @ApplicationScoped
    MessageDeletions messageDeletions(SdkHttpClient http, SqsClient sdk) {
        RequestSigner signer = signer(sdk.serviceClientConfiguration());
        return MessageDeletions.direct(http, signer, deleteBatch, sdk::deleteMessageBatch);
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
                .overrideConfiguration(client -> client.addExecutionInterceptor(new DeadlineInterceptor())
                        .addExecutionInterceptor(updateItem))
                .build();
    }

    /** A request on behalf of a person has a deadline, which only the SDK enforces. */
    @Produces
    @ApplicationScoped
    ItemUpdates itemUpdates(SdkHttpClient http, DynamoDbClient sdk) {
        RequestSigner signer = signer(sdk.serviceClientConfiguration());
        ItemUpdates direct = ItemUpdates.direct(http, signer, updateItem, sdk::updateItem);
        return request ->
                RequestDeadline.current().left().isPresent() ? sdk.updateItem(request) : direct.updateItem(request);
    }

    @Produces
    @Unremovable
    @ApplicationScoped
    EcsClient ecs(SdkHttpClient http) {
        // the ledger schedules the retry of a failed request; a wait of the client would block a poller's thread
        RetryStrategy once = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(2)
                .build();
        return at("ecs", EcsClient.builder().httpClient(http))
                .overrideConfiguration(client -> client.retryStrategy(once).addExecutionInterceptor(runTask))
                .build();
    }

    @Produces
    @ApplicationScoped
    TaskLaunches taskLaunches(SdkHttpClient http, EcsClient sdk) {
        return TaskLaunches.direct(http, signer(sdk.serviceClientConfiguration()), runTask, sdk::runTask);
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

    /** Signs direct calls with the credentials of the SDK's client. */
    private static RequestSigner signer(AwsServiceClientConfiguration client) {
        return new RequestSigner(client.credentialsProvider(), Clock.systemUTC());
    }

    private <B extends AwsClientBuilder<B, ?>> B at(String service, B builder) {
        if (aws.endpoints().containsKey(service)) {
            builder.endpointOverride(aws.endpoints().get(service));
        }
        return builder.region(Region.of(aws.region()));
    }
}
