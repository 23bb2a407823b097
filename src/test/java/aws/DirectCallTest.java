package aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/**
 * Compares a direct call with the SDK's client: both send the same request, and return the same answer or exception.
 */
@SuppressWarnings("deprecation") // as in AwsClients
class DirectCallTest {

    private static final Set<String> OF_ONE_REQUEST =
            Set.of("authorization", "x-amz-date", "amz-sdk-invocation-id", "amz-sdk-request");

    private static final Map<String, AttributeValue> ROW = Map.of(
            "text", AttributeValue.fromS("緑茶 \"2袋\" \u0000\uD83C\uDF75"),
            "number", AttributeValue.fromN("12345678901234567890"),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")),
            "yes", AttributeValue.fromBool(true),
            "nothing", AttributeValue.fromNul(true),
            "map", AttributeValue.fromM(Map.of("at", AttributeValue.fromS("2026-11-30"))),
            "empty map", AttributeValue.fromM(Map.of()),
            "list", AttributeValue.fromL(List.of(AttributeValue.fromS(""), AttributeValue.fromL(List.of()))),
            "texts", AttributeValue.fromSs(List.of("a", "b")),
            "numbers", AttributeValue.fromNs(List.of("1", "2")));

    private static final UpdateItemRequest UPDATE = UpdateItemRequest.builder()
            .tableName("deliveries")
            .key(Map.of("partition", AttributeValue.fromS("shop.example/1")))
            .updateExpression("SET #row = :row")
            .conditionExpression("attribute_not_exists(#row)")
            .expressionAttributeNames(Map.of("#row", "row"))
            .expressionAttributeValues(Map.of(":row", AttributeValue.fromM(ROW)))
            .returnValues("ALL_NEW")
            .returnValuesOnConditionCheckFailure("ALL_OLD")
            .build();

    @SuppressWarnings("unchecked") // the SDK's varargs of consumers
    private static final RunTaskRequest LAUNCH = RunTaskRequest.builder()
            .cluster("one")
            .taskDefinition("one:7")
            .count(1)
            .clientToken("token")
            .startedBy("hikyaku")
            .launchType(LaunchType.FARGATE)
            .capacityProviderStrategy(
                    provider -> provider.capacityProvider("FARGATE_SPOT").weight(1))
            .networkConfiguration(network -> network.awsvpcConfiguration(
                    vpc -> vpc.subnets("subnet-1").securityGroups(List.of()).assignPublicIp(AssignPublicIp.DISABLED)))
            .overrides(overrides -> overrides.containerOverrides(container -> container
                    .name("app")
                    .environment(variable -> variable.name("HIKYAKU").value("飛脚"))))
            .tags(tag -> tag.key("hikyaku:set").value("one"))
            .build();

    private static final String TASK = """
            {"tasks": [{"taskArn": "arn:task", "createdAt": 1795514400.123, "containers": [{"exitCode": 0}], "cpu": "256",
              "enableExecuteCommand": false, "version": 1, "ephemeralStorage": {"sizeInGiB": 20}, "ofNextYear": {"a": [1]}}],
             "failures": [{"reason": "RESOURCE:MEMORY", "arn": null}]}""";

    private static final String REFUSED = """
            {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
             "Message": "The conditional request failed", "Item": {"status": {"S": "DONE"}}}""";

    private final ObjectMapper json = new ObjectMapper();
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final List<Arrived> arrived = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer server;

    private record Arrived(String method, URI path, Map<String, String> headers, JsonNode body, byte[] bytes) {

        Map<String, String> lasting() {
            Map<String, String> lasting = new TreeMap<>(headers);
            lasting.keySet().removeAll(OF_ONE_REQUEST);
            lasting.remove("x-amzn-query-mode"); // selects the form of SQS' error codes, which only the SDK reads
            lasting.remove("content-length"); // the test compares the bodies themselves
            return lasting;
        }
    }

    /** @param status 0 to close the connection */
    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        arrived.add(
                new Arrived(exchange.getRequestMethod(), exchange.getRequestURI(), headers, json.readTree(body), body));
        Answer answer = answers.isEmpty() ? new Answer(200, "{}") : answers.remove();
        if (answer.status == 0) {
            exchange.close();
            return;
        }
        Headers said = exchange.getResponseHeaders();
        said.set("Content-Type", "application/x-amz-json-1.0");
        said.set("x-amzn-RequestId", "request-1");
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Stream<AwsCredentials> callers() {
        return Stream.of(
                AwsBasicCredentials.create("local", "secret"),
                AwsSessionCredentials.create("local", "secret", "token+/="));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void aWriteIsAskedForAsTheSdkAsksForIt(AwsCredentials caller) {
        Updates updates = updates(caller);

        updates.sdk.updateItem(UPDATE);
        updates.direct.updateItem(UPDATE);

        assertBothAlike(caller);
    }

    @ParameterizedTest
    @MethodSource("callers")
    void aTaskIsAskedForAsTheSdkAsksForIt(AwsCredentials caller) {
        Launches launches = launches(caller);

        launches.sdk.runTask(LAUNCH);
        launches.direct.runTask(LAUNCH);

        assertBothAlike(caller);
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's varargs of consumers
    void messagesAreDeletedAsTheSdkDeletesThem() {
        AwsCredentials caller = AwsBasicCredentials.create("local", "secret");
        SentRequest sent = new SentRequest("DeleteMessageBatch");
        SqsClient sdk = at(SqsClient.builder().httpClient(http), caller, sent);
        MessageDeletions direct = MessageDeletions.direct(http, signer(caller), sent, sdk::deleteMessageBatch);
        DeleteMessageBatchRequest request = DeleteMessageBatchRequest.builder()
                .queueUrl(endpoint() + "/000000000000/mail")
                .entries(entry -> entry.id("0").receiptHandle("receipt-1"))
                .build();
        String kept = "{\"Successful\": [], \"Failed\": [{\"Id\": \"0\", \"Code\": \"x\", \"SenderFault\": true}]}";

        DeleteMessageBatchResponse answer = answered(kept, () -> sdk.deleteMessageBatch(request));

        assertThat(answered(kept, () -> direct.deleteMessageBatch(request)).failed())
                .isEqualTo(answer.failed())
                .isNotEmpty();
        assertBothAlike(caller);
    }

    @Test
    void messagesAreReceivedAsTheSdkReceivesThem() throws Exception {
        AwsCredentials caller = AwsBasicCredentials.create("local", "secret");
        SentRequest sent = new SentRequest("ReceiveMessage");
        SqsClient sdk = at(SqsClient.builder().httpClient(http), caller, sent);
        SqsClient client = new ReceivingClient(
                sdk, request -> request.toBuilder().maxNumberOfMessages(7).build(), http, signer(caller), sent);
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(endpoint() + "/000000000000/mail")
                .maxNumberOfMessages(7)
                .waitTimeSeconds(20)
                .messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .build();
        String body = "緑茶 \"2袋\"";
        String message = """
                {"Messages": [{"MessageId": "m-1", "ReceiptHandle": "r-1", "Body": %s, "MD5OfBody": "%s",
                  "Attributes": {"ApproximateReceiveCount": "2", "OfNextYear": "x"},
                  "MessageAttributes": {"kind": {"StringValue": "mail", "DataType": "String"}},
                  "MD5OfMessageAttributes": "%s"}]}""".formatted(
                        json.writeValueAsString(body), md5(body.getBytes(StandardCharsets.UTF_8)), md5(attribute()));

        ReceiveMessageResponse answer = answered(message, () -> sdk.receiveMessage(request));
        ReceiveMessageRequest more = request.toBuilder().maxNumberOfMessages(10).build();

        assertThat(answered(message, () -> client.receiveMessage(more)).messages())
                .isEqualTo(answer.messages())
                .hasSize(1);
        assertBothAlike(caller);
    }

    @Test
    void theClientThatReceivesDirectlyHasEachOperationOfTheSdks() {
        assertThat(SqsClient.class.getDeclaredMethods())
                .filteredOn(method -> method.getParameterCount() == 1
                        && SqsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && SqsResponse.class.isAssignableFrom(method.getReturnType()))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(ReceivingClient.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .isEqualTo(ReceivingClient.class));
    }

    /** The attribute "kind" as SQS hashes it: lengths, name, type, 1 for a text, value. */
    private static byte[] attribute() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(4);
            out.writeBytes("kind");
            out.writeInt(6);
            out.writeBytes("String");
            out.writeByte(1);
            out.writeInt(4);
            out.writeBytes("mail");
        }
        return bytes.toByteArray();
    }

    private static String md5(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    @Test
    void anAnswerIsReadAsTheSdkReadsIt() throws Exception {
        Updates updates = updates();
        Launches launches = launches();
        SdkItem row = new SdkItem(ROW);
        updates.sdk.updateItem(UPDATE);
        launches.sdk.runTask(LAUNCH);

        assertThat(answered(row.json(), () -> updates.direct.updateItem(UPDATE)).attributes())
                .isEqualTo(answered(row.json(), () -> updates.sdk.updateItem(UPDATE))
                        .attributes())
                .isEqualTo(ROW);
        assertThat(answered(TASK, () -> launches.direct.runTask(LAUNCH)))
                .matches(direct -> direct.equalsBySdkFields(answered(TASK, () -> launches.sdk.runTask(LAUNCH))));
        assertThat(arrived).hasSize(6);
    }

    @Test
    void aRefusedWriteIsTheSdksExceptionWithTheRow() {
        Updates updates = updates();
        updates.sdk.updateItem(UPDATE);

        AwsServiceException direct = refused(REFUSED, () -> updates.direct.updateItem(UPDATE));
        AwsServiceException sdk = refused(REFUSED, () -> updates.sdk.updateItem(UPDATE));

        assertBothAlike(sdk, direct);
        assertThat(((ConditionalCheckFailedException) direct).item())
                .isEqualTo(((ConditionalCheckFailedException) sdk).item())
                .isNotEmpty();
        assertThat(arrived).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "ClientException", "InvalidParameterException"})
    void aRefusedLaunchIsTheSdksExceptionAfterOneRequest(String type) {
        Launches launches = launches();
        launches.sdk.runTask(LAUNCH);
        String refusal = "{\"__type\":\"" + type + "\",\"message\":\"Rate exceeded\"}";

        AwsServiceException direct = refused(refusal, () -> launches.direct.runTask(LAUNCH));
        AwsServiceException sdk = refused(refusal, () -> launches.sdk.runTask(LAUNCH));

        assertBothAlike(sdk, direct);
        assertThat(direct).isInstanceOf(EcsException.class);
        assertThat(direct.isThrottlingException()).isEqualTo(type.equals("ThrottlingException"));
        assertThat(arrived).hasSize(3);
    }

    private static void assertBothAlike(AwsServiceException sdk, AwsServiceException direct) {
        assertThat(direct).hasSameClassAs(sdk);
        assertThat(sdk.getMessage()).startsWith(direct.getMessage()); // the SDK adds its number of attempts
        assertThat(direct.awsErrorDetails().errorCode())
                .isEqualTo(sdk.awsErrorDetails().errorCode());
        assertThat(direct.awsErrorDetails().errorMessage())
                .isEqualTo(sdk.awsErrorDetails().errorMessage());
        assertThat(direct.statusCode()).isEqualTo(sdk.statusCode());
        assertThat(direct.requestId()).isEqualTo(sdk.requestId());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anyOtherAnswerIsTheSdksBusiness(int status, String body) {
        Updates updates = updates();
        updates.sdk.updateItem(UPDATE);
        answers.add(new Answer(status, body));
        answers.add(new Answer(200, "{\"Attributes\":{\"status\":{\"S\":\"DONE\"}}}"));

        UpdateItemResponse answer = updates.direct.updateItem(UPDATE);

        assertThat(answer.attributes()).containsOnlyKeys("status");
        assertThat(arrived).hasSize(3);
        assertThat(arrived.get(2).headers).containsKey("amz-sdk-request");
        assertThat(arrived.get(2).body).isEqualTo(arrived.get(1).body);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(500, ""),
                Arguments.of(503, "<html>busy</html>"),
                Arguments.of(400, "{\"__type\":\"x#ExpiredTokenException\"}"),
                Arguments.of(200, "{\"Attributes\":{\"status\":"),
                Arguments.of(0, ""));
    }

    @Test
    void aRequestThatAwsNeverTakesIsTheSdksException() {
        Updates updates = updates();
        updates.sdk.updateItem(UPDATE);
        String invalid = "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"no such table\"}";
        answers.add(new Answer(400, invalid));
        answers.add(new Answer(400, invalid));

        assertThatThrownBy(() -> updates.direct.updateItem(UPDATE))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("no such table");
    }

    @Test
    void theFirstRequestIsTheSdks() {
        Updates updates = updates();

        updates.direct.updateItem(UPDATE);
        updates.direct.updateItem(UPDATE);

        assertThat(arrived)
                .extracting(request -> request.headers.containsKey("amz-sdk-request"))
                .containsExactly(true, false);
    }

    /**
     * The requests are equal, and so are their signatures: the SDK's own signer signs the direct one again, with the
     * same time.
     */
    private void assertBothAlike(AwsCredentials caller) {
        assertThat(arrived).hasSize(2);
        Arrived sdk = arrived.get(0);
        Arrived direct = arrived.get(1);
        assertThat(direct.headers).doesNotContainKey("amz-sdk-request");
        assertThat(direct.method).isEqualTo(sdk.method);
        assertThat(direct.path).isEqualTo(sdk.path);
        assertThat(direct.body).isEqualTo(sdk.body);
        assertThat(direct.lasting()).isEqualTo(sdk.lasting());
        assertThat(direct.headers.get("authorization")).isEqualTo(signature(direct, caller));
    }

    private String signature(Arrived request, AwsCredentials caller) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint())
                .putHeader("Content-Type", request.headers.get("content-type"))
                .putHeader("X-Amz-Target", request.headers.get("x-amz-target"));
        String[] scope = request.headers.get("authorization").split("/");
        Instant at = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .parse(request.headers.get("x-amz-date"), Instant::from);
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(caller)
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(request.bytes))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, scope[2])
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope[3])
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    private interface Call<R> {
        R make();
    }

    private <R> R answered(String body, Call<R> call) {
        answers.add(new Answer(200, body));
        return call.make();
    }

    private AwsServiceException refused(String body, Call<?> call) {
        answers.add(new Answer(400, body));
        try {
            call.make();
        } catch (AwsServiceException refused) {
            return refused;
        }
        throw new AssertionError("it was not refused");
    }

    /** The answer to an UpdateItem that returns this row. */
    private record SdkItem(Map<String, AttributeValue> row) {

        String json() throws IOException {
            UpdateItemRequest asKey = UpdateItemRequest.builder().key(row).build();
            return new String(AwsJson.write(asKey), StandardCharsets.UTF_8).replace("\"Key\"", "\"Attributes\"");
        }
    }

    private record Updates(DynamoDbClient sdk, ItemUpdates direct) {}

    private record Launches(EcsClient sdk, TaskLaunches direct) {}

    private Updates updates() {
        return updates(AwsBasicCredentials.create("local", "secret"));
    }

    private Updates updates(AwsCredentials caller) {
        SentRequest sent = new SentRequest("UpdateItem");
        DynamoDbClient sdk = at(DynamoDbClient.builder().httpClient(http), caller, sent);
        return new Updates(sdk, ItemUpdates.direct(http, signer(caller), sent, sdk::updateItem));
    }

    private Launches launches() {
        return launches(AwsBasicCredentials.create("local", "secret"));
    }

    private Launches launches(AwsCredentials caller) {
        SentRequest sent = new SentRequest("RunTask");
        EcsClient sdk = at(EcsClient.builder().httpClient(http), caller, sent);
        return new Launches(sdk, TaskLaunches.direct(http, signer(caller), sent, sdk::runTask));
    }

    private <B extends AwsClientBuilder<B, C>, C> C at(B builder, AwsCredentials caller, SentRequest sent) {
        return builder.endpointOverride(endpoint())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(caller))
                .overrideConfiguration(
                        client -> client.addExecutionInterceptor(sent).retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static RequestSigner signer(AwsCredentials caller) {
        return new RequestSigner(StaticCredentialsProvider.create(caller), Clock.systemUTC());
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
