package routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;

/** Which parts of a failure may appear in a timeline, a log line and a message attribute. */
class ReasonTest {

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void ofSomebodyElsesExceptionOnlyTheKindIsTold() {
        Throwable failure = new IllegalArgumentException("no such mailbox: buyer@market.example");

        assertThat(Reason.of(failure)).isEqualTo("IllegalArgumentException");
        assertThat(Reason.kind(failure)).isEqualTo("IllegalArgumentException");
    }

    @Test
    void ofARefusalOfAwsTheServiceAndItsCodeAreToldAndNotItsWords() {
        Throwable failure = S3Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("S3")
                        .errorCode("NoSuchKey")
                        .errorMessage("The key raw/buyer@market.example does not exist")
                        .build())
                .build();

        assertThat(Reason.of(failure)).isEqualTo("S3 NoSuchKey");
        assertThat(Reason.of(
                        S3Exception.builder().message("of buyer@market.example").build()))
                .as("an answer that is none of the service's")
                .isEqualTo("S3Exception");
    }

    @Test
    void ofOurOwnExceptionTheWordsAreTold() {
        assertThat(Reason.of(new TaskRefused(TaskRefused.RefusalKind.QUOTA, "vCPUs")))
                .isEqualTo("vCPUs");
        assertThat(Reason.of(new LaunchOutcomeUnknown(new IOException("buyer@market.example"))))
                .isEqualTo("RunTask did not answer: IOException");
    }

    @Test
    void metricsTellWhyEcsRefused() {
        assertThat(Reason.kind(new TaskRefused(TaskRefused.RefusalKind.QUOTA, "vCPUs")))
                .isEqualTo("ecs-quota");
    }

    @Test
    void aDeliveryWithoutAFailureHasNoReason() {
        assertThat(Reason.of(exchange)).isEmpty();
    }

    @Test
    void aFailureIsFoundBeforeAndAfterItIsHandled() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("handled"));
        assertThat(Reason.of(exchange)).isEqualTo("IOException");

        exchange.setException(new IllegalStateException("in the handling"));
        assertThat(Reason.of(exchange)).isEqualTo("IllegalStateException");
    }
}
