package local.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import local.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which requests the servers refuse, and what they record. */
class RequestCheckTest {

    private final IllegalRequests illegal = new IllegalRequests();
    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @MethodSource("illegal")
    void anIllegalRequestIsRefusedWithAwsOwnCodeAndNamed(SampleRequest sample) {
        Optional<Fault> fault = check(sample.service()).fault(sample.operation(), sample.input());

        assertThat(fault).map(Fault::code).contains(sample.code());
        assertThat(illegal.take())
                .containsExactly(new IllegalRequest(sample.service(), sample.operation(), fault.orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("legal")
    void aRequestAtTheBorderIsLegal(SampleRequest sample) {
        assertThat(check(sample.service()).fault(sample.operation(), sample.input()))
                .isEmpty();

        illegal.assertNone();
    }

    @Test
    void illegalRequestsThatAreLeftAreNamedOnceEachWithTheirNumber() {
        RequestCheck check = RequestCheck.ecs(illegal);
        for (int i = 0; i < 3; i++) {
            check.fault("ListTasks", json("{\"startedBy\": \"s\", \"family\": \"f\"}"));
        }

        assertThatThrownBy(illegal::assertNone)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3 requests")
                .hasMessageContaining(
                        "3 × ecs ListTasks: InvalidParameterException (startedBy must be the only filter, not beside family)");
    }

    @Test
    void whatIsNoJsonDocumentIsNamedToo() {
        Optional<Refusal> refusal = RequestCheck.ecs(illegal).refuses(ecs("{} {}"));

        assertThat(refusal)
                .map(Refusal::body)
                .hasValueSatisfying(body -> assertThat(body).contains("SerializationException"));
        assertThat(illegal.take()).hasSize(1);
    }

    /** SQS counts from the receipt, and a longer visibility timeout does not restart the count. */
    @Test
    void aMessageReceivedThreeHoursAgoCanBeHiddenForLessThanNineMore() {
        RequestCheck check = RequestCheck.sqs(illegal, clock);
        AwsRequest receive = sqs("ReceiveMessage", "{\"QueueUrl\": \"" + SqsSamples.QUEUE + "\"}");
        assertThat(check.refuses(receive)).isEmpty();
        assertThat(check.mustSeeAnswer(receive)).isTrue();
        check.answered(receive, 200, "{\"Messages\": [{\"ReceiptHandle\": \"handle\"}]}");
        clock.advance(Duration.ofHours(3));

        assertThat(check.refuses(visibility(9 * 3600 - 1))).isEmpty();
        assertThat(check.refuses(visibility(9 * 3600))).hasValueSatisfying(refusal -> {
            assertThat(refusal.headers()).containsEntry("x-amzn-query-error", "InvalidParameterValue;Sender");
            assertThat(refusal.body()).contains("beyond the limit [43200 seconds]");
        });
        assertThat(illegal.take()).hasSize(1);
    }

    @Test
    void whatTheStandInFindsMalformedIsOnRecordAndWhatDependsOnItsStateIsNot() {
        AwsRequest get = new AwsRequest(
                "POST",
                "/",
                "",
                Map.of("X-Amz-Target", "DynamoDB_20120810.GetItem"),
                "{\"TableName\": \"hikyaku-deliveries\", \"Key\": {\"partition\": {\"S\": \"m\"}}}");
        RequestCheck check = RequestCheck.dynamoDb(illegal);
        assertThat(check.refuses(get)).isEmpty();

        check.answered(get, 400, "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"}");
        illegal.assertNone();

        check.answered(
                get,
                400,
                "{\"__type\": \"com.amazon.coral.validate#ValidationException\", \"message\": \"half a key\"}");
        assertThat(illegal.take())
                .containsExactly(
                        new IllegalRequest("dynamodb", "GetItem", new Fault("ValidationException", "half a key")));
    }

    private AwsRequest visibility(int seconds) {
        return sqs(
                "ChangeMessageVisibility",
                "{\"QueueUrl\": \"%s\", \"ReceiptHandle\": \"handle\", \"VisibilityTimeout\": %d}"
                        .formatted(SqsSamples.QUEUE, seconds));
    }

    private static AwsRequest sqs(String operation, String body) {
        return new AwsRequest("POST", "/", "", Map.of("x-amz-target", "AmazonSQS." + operation), body);
    }

    private static AwsRequest ecs(String body) {
        String target = "AmazonEC2ContainerServiceV20141113.ListTasks";
        return new AwsRequest("POST", "/", "", Map.of("X-Amz-Target", target), body);
    }

    private RequestCheck check(String service) {
        return switch (service) {
            case "sqs" -> RequestCheck.sqs(illegal, clock);
            case "sns" -> RequestCheck.sns(illegal);
            case "dynamodb" -> RequestCheck.dynamoDb(illegal);
            case "ecs" -> RequestCheck.ecs(illegal);
            default -> RequestCheck.s3(illegal);
        };
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Stream<SampleRequest> illegal() {
        return SampleRequests.illegal().filter(sample -> !sample.byStandIn());
    }

    static Stream<SampleRequest> legal() {
        return SampleRequests.legal();
    }
}
