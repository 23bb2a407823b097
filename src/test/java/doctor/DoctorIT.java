package doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import local.cloud.Packaged;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hikyaku doctor} as a process, with a pipeline's variables and an emulated account. */
class DoctorIT {

    private static Patient patient;

    @TempDir
    Path data;

    @BeforeAll
    static void open() throws IOException {
        patient = new Patient();
    }

    @AfterAll
    static void close() {
        patient.close();
    }

    private record Answer(int exitCode, String output, String errors) {}

    @Test
    void aWholeAccountIsSaidToBeWhole() throws Exception {
        patient.is(RenderedAccount.whole());

        Answer answer = doctor();

        assertThat(answer.exitCode()).as(answer.toString()).isZero();
        assertThat(answer.output())
                .contains("whole      clock\n")
                .contains("\nwhole\n")
                .doesNotContain("not asked  ");
    }

    @Test
    void aBrokenOneIsToldAsJsonToo() throws Exception {
        patient.is(RenderedAccount.whole().without("/subscriptions/0"));

        Answer answer = doctor("--json", "--for", "mail");

        assertThat(answer.exitCode()).as(answer.toString()).isEqualTo(1);
        JsonNode read = AwsAccount.JSON.readTree(answer.output());
        assertThat(read.path("firstBroken").asText()).isEqualTo("subscription[mail]");
        assertThat(read.path("arrows").findValuesAsText("command"))
                .contains("aws sns subscribe --topic-arn TOPIC" + " --protocol sqs --notification-endpoint QUEUE_ARN");
    }

    @Test
    void aServiceThatDoesNotAnswerIsWaitedForOnceAndNoLonger() throws Exception {
        patient.is(RenderedAccount.whole().with("/silent", "sns"));

        Answer answer = doctor("--for", "mail");

        assertThat(answer.exitCode()).as(answer.toString()).isEqualTo(3);
        assertThat(answer.output()).contains("not asked  topic: sns does not answer within 5 s");
    }

    @Test
    void aWrongCommandLineAsksNothing() throws Exception {
        assertThat(doctor("--for", "everything").exitCode()).isEqualTo(2);
        assertThat(doctor("--help").output()).contains("Examples:").contains("hikyaku doctor --skip mx");
    }

    private Answer doctor(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(Packaged.desk("doctor"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(data.resolve("out").toFile())
                .redirectError(data.resolve("err").toFile());
        Map<String, String> environment = process.environment();
        environment.putAll(RenderedAccount.environment());
        environment.remove("HIKYAKU_SETS_SHOP_CANARY"); // the emulator has no rows
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "OPERATOR", "AWS_SECRET_ACCESS_KEY", "secret"));
        patient.endpoints()
                .forEach((service, endpoint) -> environment.put(
                        "HIKYAKU_AWS_ENDPOINTS_" + service.toUpperCase(Locale.ROOT), endpoint.toString()));
        for (String service : List.of("SQS", "S3", "DYNAMODB", "ECS", "KMS")) {
            environment.put(
                    "HIKYAKU_AWS_ENDPOINTS_" + service,
                    patient.endpoints().get("sts").toString());
        }
        int exitCode = process.start().waitFor();
        return new Answer(exitCode, Files.readString(data.resolve("out")), Files.readString(data.resolve("err")));
    }
}
