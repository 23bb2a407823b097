package cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AwsFailureTest {

    @Test
    void whereNothingListensTheLineNamesServiceEndpointCauseAndSetting() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThat(AwsFailure.line(failure(port, AnonymousCredentialsProvider.create())))
                .startsWith("DynamoDB at ")
                .contains(
                        " does not answer: nothing listens there",
                        "hikyaku.aws.endpoints.dynamodb (HIKYAKU_AWS_ENDPOINTS_DYNAMODB)")
                .hasLineCount(1);
    }

    @Test
    void withoutCredentialsTheLineSaysWhatToSet() {
        AwsCredentialsProvider none = () -> {
            throw software.amazon.awssdk.core.exception.SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain …");
        };

        assertThat(AwsFailure.line(failure(1, none)))
                .startsWith("DynamoDB at ")
                .contains("there are no credentials", "AWS_PROFILE", "a task role")
                .hasLineCount(1);
    }

    @Test
    void aRefusalIsToldByItsCodeAndNeverByTheMessageOfAws() {
        SdkException refused = (SdkException) DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .errorMessage("order@market.example may not")
                        .serviceName("DynamoDb")
                        .build())
                .statusCode(400)
                .build();

        assertThat(AwsFailure.line(refused))
                .contains("AccessDeniedException", "Remedy: ")
                .doesNotContain("@");
    }

    @SuppressWarnings("deprecation") // as in AwsClients
    private static SdkException failure(int port, AwsCredentialsProvider credentials) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(ApacheHttpClient.create())
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
                .build()) {
            return catchThrowableOfType(SdkException.class, client::listTables);
        }
    }
}
