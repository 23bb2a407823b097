package local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import local.SmtpClient;
import local.constraints.IllegalRequest;
import local.constraints.SampleRequest;
import local.constraints.SampleRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sends the local cloud, over HTTP, requests that AWS refuses: each illegal request is refused and named. */
class StrictServersTest {

    private static final Map<String, String> TARGETS = Map.of(
            "sqs", "AmazonSQS.",
            "dynamodb", "DynamoDB_20120810.",
            "ecs", "AmazonEC2ContainerServiceV20141113.");

    /** The proxies read the access key. */
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=local/20261130/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    @TempDir
    private static Path data;

    private static LocalCloud cloud;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startCloud() throws Exception {
        cloud = LocalCloud.onFreePorts(data, Map.of());
    }

    @AfterAll
    static void stopCloud() throws Exception {
        cloud.close();
    }

    @AfterEach
    void forget() {
        cloud.illegalRequests().take();
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void anIllegalRequestIsRefusedAndNamed(SampleRequest sample) throws Exception {
        HttpResponse<String> answer = send(sample);

        assertThat(answer.statusCode()).isBetween(400, 501);
        assertThat(answer.headers().firstValue("x-amzn-query-error").orElse(answer.body()))
                .contains(sample.code());
        assertThat(cloud.illegalRequests().take()).singleElement().satisfies(named -> {
            assertThat(named.service()).isEqualTo(sample.service());
            assertThat(named.operation()).isEqualTo(sample.operation());
            assertThat(named.fault().code()).isEqualTo(sample.code());
        });
    }

    @ParameterizedTest
    @MethodSource("legal")
    void aRequestAtTheBorderGoesThrough(SampleRequest sample) throws Exception {
        send(sample);

        assertThat(cloud.illegalRequests().take()).isEmpty();
    }

    @Test
    void aMessageJustReceivedIsNotHiddenForTwelveHours() {
        try (SqsClient sqs =
                LocalCloud.at(cloud.queueGate().endpoint(), SqsClient.builder()).build()) {
            String queue = cloud.queues().deadLetters();
            sqs.sendMessage(send -> send.queueUrl(queue).messageBody("x"));
            String handle = sqs.receiveMessage(
                            receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                    .messages()
                    .get(0)
                    .receiptHandle();

            assertThatThrownBy(() -> sqs.changeMessageVisibility(change ->
                            change.queueUrl(queue).receiptHandle(handle).visibilityTimeout(43_200)))
                    .isInstanceOfSatisfying(
                            SqsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"))
                    .hasMessageContaining("Total VisibilityTimeout for the message is beyond the limit");
        }
    }

    @Test
    void theSdkKnowsTheRefusalsAsThoseOfAws() {
        Map<String, String> settings = cloud.settings();
        try (SqsClient sqs = LocalCloud.at(URI.create(settings.get("HIKYAKU_AWS_ENDPOINTS_SQS")), SqsClient.builder())
                        .build();
                DynamoDbClient dynamoDb = LocalCloud.at(cloud.tableGate().endpoint(), DynamoDbClient.builder())
                        .build();
                EcsClient ecs = LocalCloud.at(
                                URI.create(settings.get("HIKYAKU_AWS_ENDPOINTS_ECS")), EcsClient.builder())
                        .build();
                S3Client s3 = LocalCloud.at(
                                cloud.bucketGate().endpoint(),
                                S3Client.builder().forcePathStyle(true))
                        .build()) {
            assertThatThrownBy(() -> sqs.sendMessage(
                            send -> send.queueUrl(cloud.queues().mail()).messageBody("a\0b")))
                    .isInstanceOf(InvalidMessageContentsException.class);
            assertThatThrownBy(() -> ecs.listTasks(
                            list -> list.cluster("demo").startedBy("hikyaku").desiredStatus(DesiredStatus.RUNNING)))
                    .isInstanceOf(InvalidParameterException.class);
            assertThatThrownBy(() -> dynamoDb.getItem(get -> get.tableName(LedgerTable.NAME)
                            .key(Map.of("partition", AttributeValue.fromS(""), "delivery", AttributeValue.fromS("d")))))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
            assertThatThrownBy(() -> s3.getObject(
                            get -> get.bucket(LocalCloud.RAW_BUCKET).key("k".repeat(1025))))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError"));
        }
        assertThat(cloud.illegalRequests().take())
                .extracting(IllegalRequest::service)
                .containsExactly("sqs", "ecs", "dynamodb", "s3");
    }

    @Test
    void aTopicDoesNotTakeWhatSnsDoesNot() {
        assertThatThrownBy(() -> cloud.topic().publish("x".repeat(262_145)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void aMailThatSesBouncesIsNotStored() throws Exception {
        List<String> recipients = List.of("ne-001@shop.example");
        byte[] mail = new byte[40 * 1024 * 1024];

        assertThatThrownBy(() -> cloud.mail().accept("order@market.example", recipients, mail))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40 MB");
        try (SmtpClient smtp = new SmtpClient(cloud.mailPort())) {
            assertThatThrownBy(() -> smtp.send("order@market.example", recipients, mail))
                    .hasMessageContaining("552");
        }
        assertThat(cloud.s3()
                        .listObjectsV2(list -> list.bucket(LocalCloud.RAW_BUCKET))
                        .contents())
                .isEmpty();
    }

    @Test
    void aFunctionAnswersAnInvocationOnce() throws Exception {
        LambdaServer lambda = new LambdaServer();
        String invocations = "http://" + lambda.address() + "/2018-06-01/runtime/invocation/";
        CompletableFuture<String> id = CompletableFuture.supplyAsync(() -> answerNext(invocations));
        assertThat(lambda.invoke("{}").body()).isEqualTo("done");

        assertThat(post(invocations + id.get() + "/response")).isEqualTo(400);
        assertThat(post(invocations + "unknown/error")).isEqualTo(400);
        assertThat(post(invocations + id.get() + "/answer")).isEqualTo(404);
        assertThatThrownBy(lambda::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3 requests")
                .hasMessageContaining("InvalidRequestID");
    }

    /** @return id of the invocation */
    private String answerNext(String invocations) {
        try {
            HttpRequest next =
                    HttpRequest.newBuilder(URI.create(invocations + "next")).build();
            String id = http.send(next, BodyHandlers.ofString())
                    .headers()
                    .firstValue("Lambda-Runtime-Aws-Request-Id")
                    .orElseThrow();
            post(invocations + id + "/response");
            return id;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int post(String url) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofString("done"))
                .build();
        return http.send(post, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aCloudThatWasSentAnIllegalRequestNamesItWhenItIsClosed(@TempDir Path other) throws Exception {
        LocalCloud sentTo = LocalCloud.onFreePorts(other, Map.of());
        assertThatThrownBy(() -> sentTo.sqs()
                        .sendMessage(send -> send.queueUrl(sentTo.queues().mail())
                                .messageBody("x")
                                .delaySeconds(901)))
                .isInstanceOf(SqsException.class);

        assertThatThrownBy(sentTo::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 × sqs SendMessage: InvalidParameterValue");
    }

    private HttpResponse<String> send(SampleRequest sample) throws Exception {
        HttpRequest request = sample.service().equals("s3") ? s3(sample) : json(sample);
        return http.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest json(SampleRequest sample) {
        String gate =
                cloud.settings().get("HIKYAKU_AWS_ENDPOINTS_" + sample.service().toUpperCase(Locale.ROOT));
        String body = sample.input()
                .toString()
                .replaceAll(
                        "http://127.0.0.1/000000000000/hikyaku-mail",
                        cloud.queues().mail())
                .replaceAll(
                        "http://127.0.0.1/000000000000/hikyaku-work",
                        cloud.queues().work().replace(".fifo", ""));
        return HttpRequest.newBuilder(URI.create(gate))
                .header("X-Amz-Target", TARGETS.get(sample.service()) + sample.operation())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", SIGNED)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Puts each member of the input into the path, the query or a header, as S3's protocol requires. */
    private static HttpRequest s3(SampleRequest sample) {
        JsonNode input = sample.input();
        String query = switch (sample.operation()) {
            case "ListObjectsV2" ->
                "?list-type=2"
                        + (input.has("MaxKeys")
                                ? "&max-keys=" + input.path("MaxKeys").asText()
                                : "")
                        + (input.has("EncodingType")
                                ? "&encoding-type=" + input.path("EncodingType").asText()
                                : "");
            case "DeleteObjects" -> "?delete";
            default -> "";
        };
        String key = URLEncoder.encode(input.path("Key").asText(), StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cloud.bucketGate()
                        .endpoint() + "/" + input.path("Bucket").asText() + (key.isEmpty() ? "" : "/" + key) + query));
        input.path("Metadata")
                .propertyStream()
                .forEach(each -> request.header(
                        "x-amz-meta-" + each.getKey(), each.getValue().asText()));
        if (input.has("StorageClass")) {
            request.header("x-amz-storage-class", input.path("StorageClass").asText());
        }
        if (input.has("ContentLength")) {
            request.header(
                    "x-amz-decoded-content-length", input.path("ContentLength").asText());
        }
        String deletes = input.path("Delete")
                .path("Objects")
                .valueStream()
                .map(each -> "<Object><Key>" + each.path("Key").asText() + "</Key></Object>")
                .collect(Collectors.joining("", "<Delete>", "</Delete>"));
        BodyPublisher noLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1]));
        return switch (sample.operation()) {
            case "PutObject" ->
                request.PUT(input.has("ContentLength") ? BodyPublishers.ofByteArray(new byte[1]) : noLength)
                        .build();
            case "DeleteObjects" ->
                request.header("Content-MD5", md5(deletes))
                        .POST(BodyPublishers.ofString(deletes))
                        .build();
            default -> request.GET().build();
        };
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    static Stream<SampleRequest> illegal() {
        return SampleRequests.illegal().filter(sample -> !sample.service().equals("sns"));
    }

    static Stream<SampleRequest> legal() {
        return SampleRequests.legal().filter(sample -> !sample.service().equals("sns"));
    }
}
