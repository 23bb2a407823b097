package tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import tasks.TaskRefused.RefusalKind;

class EcsFailuresTest {

    @Test
    void anAnswerWithNeitherTaskNorFailureIsTriedAgain() {
        TaskRefused refused = EcsFailures.of(List.of());

        assertThat(refused.kind()).isEqualTo(RefusalKind.CAPACITY);
        assertThat(refused.next()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(refused).hasMessage("the answer has neither a task nor a failure");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "RESOURCE:MEMORY, -, CAPACITY, RESOURCE:MEMORY",
                "AGENT, not connected, CAPACITY, AGENT (not connected)",
                "-, Capacity is unavailable at this time, CAPACITY, Capacity is unavailable at this time",
                "'', '', CAPACITY, no reason given",
                "ATTRIBUTE, ecs.os-type, INSTALLATION, ATTRIBUTE (ecs.os-type)",
                "MISSING, -, INSTALLATION, MISSING",
                "INACTIVE, -, INSTALLATION, INACTIVE",
                "SERVER, Rate exceeded, THROTTLED, SERVER (Rate exceeded)",
                "You’ve reached the limit on the number of tasks, -, QUOTA, You’ve reached the limit on the number of tasks"
            })
    void aFailureIsOfOneKindAndItsWordsAreKept(String reason, String detail, RefusalKind kind, String words) {
        TaskRefused refused = EcsFailures.of(
                List.of(Failure.builder().reason(reason).detail(detail).build()));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused).hasMessage(words);
    }

    @Test
    void severalFailuresAreToldOnceEachAndTheFirstDecides() {
        List<Failure> failures = Stream.of("ATTRIBUTE", "AGENT", "ATTRIBUTE")
                .map(reason -> Failure.builder().reason(reason).build())
                .toList();

        assertThat(EcsFailures.of(failures).kind()).isEqualTo(RefusalKind.INSTALLATION);
        assertThat(EcsFailures.of(failures)).hasMessage("ATTRIBUTE; AGENT");
    }

    @ParameterizedTest
    @CsvSource({
        "400, LimitExceededException, too many, QUOTA, RETRY",
        "400, ThrottlingException, slow down, THROTTLED, RETRY",
        "400, ClusterNotFoundException, Cluster not found., INSTALLATION, HELD",
        "400, ClientException, Capacity is unavailable at this time, CAPACITY, RETRY",
        "499, InvalidParameterException, Rate exceeded (ErrorCode: Throttling), THROTTLED, RETRY"
    })
    void anExceptionSaysWhatBecomesOfTheDelivery(
            int status, String code, String message, RefusalKind kind, DeliveryStatus next) {
        assertThat(EcsFailures.of(exception(status, code, message)))
                .isInstanceOfSatisfying(TaskRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(kind);
                    assertThat(refused.next()).isEqualTo(next);
                    assertThat(refused).hasMessage(code + ": " + message);
                });
    }

    @Test
    void whenEcsItselfFailsTheTaskMayHaveStarted() {
        assertThat(EcsFailures.of(exception(500, "ServerException", "Internal error")))
                .isInstanceOf(LaunchOutcomeUnknown.class);
        assertThat(EcsFailures.of(
                        (EcsException) EcsException.builder().statusCode(503).build()))
                .isInstanceOf(LaunchOutcomeUnknown.class);
    }

    @Test
    void anAnswerThatIsNoneOfEcsIsHeld() {
        assertThat(EcsFailures.of(
                        (EcsException) EcsException.builder().statusCode(403).build()))
                .isInstanceOfSatisfying(
                        TaskRefused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.INSTALLATION));
    }

    @Test
    void wordsOfUpToFiveHundredCharactersAreKeptWholeAndLongerOnesAreCut() {
        assertThat(EcsText.clean("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(EcsText.clean("x".repeat(501))).isEqualTo("x".repeat(499) + "…");
        assertThat(EcsText.clean(" a\r\nb\u2028 ")).isEqualTo("a b");
    }

    private static EcsException exception(int status, String code, String message) {
        return (EcsException) EcsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
