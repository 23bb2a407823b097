package local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import local.Configuration;
import local.Waiting;
import local.constraints.IllegalRequests;
import local.constraints.RequestCheck;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The local cloud itself: the data that survives a restart, and the faults that a test can add. */
class LocalCloudTest {

    private static final DeliveryId ID = new DeliveryId("mail-1", "ne-001@shop.example");

    @TempDir
    Path data;

    @Test
    void aCloudWithAFolderOfItsOwnBeginsEmpty() throws Exception {
        for (String own : List.of("one", "other")) {
            try (LocalCloud cloud = LocalCloud.onFreePorts(data.resolve(own), Map.of())) {
                String queue = cloud.queues().deadLetters();
                assertThat(cloud.queues().waiting(cloud.sqs(), queue)).as(own).isZero();
                cloud.sqs().sendMessage(send -> send.queueUrl(queue).messageBody("from " + own));
            }
        }
    }

    @Test
    void afterARestartMailRowAndMessagesAreStillThere() throws Exception {
        String mail;
        try (LocalCloud cloud = LocalCloud.keptOnFreePorts(data, Map.of())) {
            mail = cloud.mail()
                    .accept(
                            "order@market.example",
                            List.of(ID.recipient()),
                            "one kettle".getBytes(StandardCharsets.US_ASCII));
            ledger(cloud).receive(delivery());
        }

        try (LocalCloud cloud = LocalCloud.keptOnFreePorts(data, Map.of())) {
            ListObjectsV2Response objects = cloud.s3().listObjectsV2(list -> list.bucket(LocalCloud.RAW_BUCKET));
            assertThat(objects.contents())
                    .singleElement()
                    .satisfies(object -> assertThat(object.key()).endsWith(mail));
            assertThat(ledger(cloud).find(ID)).isPresent();
            assertThat(cloud.queues().waiting(cloud.sqs(), cloud.queues().mail()))
                    .isEqualTo(1);
            assertThat(cloud.queues().waiting(cloud.sqs(), cloud.queues().receipts()))
                    .isEqualTo(1);
        }
    }

    @Test
    void theServicesThrottleInTheirOwnWords() throws Exception {
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, Map.of());
                DynamoDbClient dynamoDb =
                        through(cloud.tableGate(), DynamoDbClient.builder()).build();
                SqsClient sqs = through(cloud.queueGate(), SqsClient.builder()).build();
                S3Client s3 = through(cloud.bucketGate(), S3Client.builder().forcePathStyle(true))
                        .build()) {
            List.of(cloud.tableGate(), cloud.queueGate(), cloud.bucketGate())
                    .forEach(gate -> gate.misbehave(FaultProxy.Mischief.THROTTLE, 1));

            assertThatThrownBy(dynamoDb::listTables).isInstanceOf(ProvisionedThroughputExceededException.class);
            assertThatThrownBy(sqs::listQueues)
                    .isInstanceOfSatisfying(
                            SdkServiceException.class,
                            e -> assertThat(e.isThrottlingException()).isTrue());
            assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket(LocalCloud.RAW_BUCKET)))
                    .isInstanceOfSatisfying(
                            SdkServiceException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(503));
            cloud.tableGate().behave();
            assertThat(dynamoDb.listTables().tableNames()).contains(LedgerTable.NAME);
        }
    }

    @Test
    void aLostAnswerIsThatOfARequestThatWasDone() throws Exception {
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, Map.of());
                DynamoDbClient dynamoDb =
                        through(cloud.tableGate(), DynamoDbClient.builder()).build()) {
            var throughTheGate = new DynamoDbLedger(dynamoDb, Clock.systemUTC(), Configuration.with(Map.of()));
            throughTheGate.receive(earlier()); // the first delivery enters its set into the ledger's directory
            cloud.tableGate().misbehave(FaultProxy.Mischief.LOSE_ANSWER, 1);

            assertThatThrownBy(() -> throughTheGate.find(ID)).isInstanceOf(SdkServiceException.class);
            assertThatThrownBy(() -> throughTheGate.receive(delivery())).isInstanceOf(SdkServiceException.class);
            assertThat(ledger(cloud).find(ID)).isPresent();
            assertThat(cloud.tableGate().requests()).containsKeys("GetItem", "UpdateItem");
        }
    }

    @Test
    void aTaskIsListedAndStopped() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        TaskDefinition sleeper = new TaskDefinition(List.of("sleep", "60"), Map.of(), 1, data);
        try (EcsServer door = new EcsServer(
                        Ports.free(), data, sleeper, events::add, RequestCheck.ecs(new IllegalRequests()));
                EcsClient ecs =
                        LocalCloud.at(door.endpoint(), EcsClient.builder()).build()) {
            String arn = ecs.runTask(run -> run.cluster("demo").taskDefinition("demo-courier"))
                    .tasks()
                    .get(0)
                    .taskArn();
            assertThat(ecs.listTasks(list -> list.cluster("demo")).taskArns()).containsExactly(arn);

            Task told = ecs.stopTask(stop -> stop.cluster("demo").task(arn)).task();

            assertThat(told.desiredStatus()).isEqualTo("STOPPED");
            Waiting.until(
                    "it is stopped",
                    () -> events.stream().anyMatch(event -> event.contains("\"lastStatus\":\"STOPPED\"")));
            assertThat(ecs.listTasks(list -> list.cluster("demo")).taskArns()).isEmpty();
        }
    }

    /** A client without retries. */
    private static <B extends AwsClientBuilder<B, C>, C> B through(FaultProxy gate, B builder) {
        return LocalCloud.at(gate.endpoint(), builder)
                .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private static Delivery delivery() {
        return Delivery.of(ID, "order@market.example", Clock.systemUTC().instant(), new RawMail("raw", "raw/mail-1"));
    }

    private static Delivery earlier() {
        DeliveryId id = new DeliveryId("mail-0", "ne-001@shop.example");
        return Delivery.of(id, "order@market.example", Clock.systemUTC().instant(), new RawMail("raw", "raw/mail-0"));
    }

    private static DynamoDbLedger ledger(LocalCloud cloud) {
        return new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
    }
}
