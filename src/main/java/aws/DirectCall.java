package aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Sends an operation that every mail needs, without the SDK's pipeline of stages, interceptors and rules. That halves
 * its processor time (docs/decisions/063-direct-calls.md). This class reads only answers of success and the given
 * refusals. After any other answer, or none, the SDK sends the same request, with its own handling of clock skew,
 * credentials, retries and exceptions. So the operation must be idempotent: its request may arrive twice.
 *
 * @param <Q> request
 * @param <R> answer
 */
final class DirectCall<Q extends AwsRequest, R> {

    private static final Logger LOG = Logger.getLogger(DirectCall.class);

    private final SdkHttpClient http;
    private final RequestSigner signer;
    private final SentRequest sent;
    private final Supplier<? extends SdkPojo> answers;
    private final List<ExpectedRefusal<?>> refusals;
    private final Function<Q, R> sdk;

    /**
     * @param sent must also be an interceptor of the SDK's client
     * @param answers creates a builder of the answer
     * @param refusals exceptions that this class itself throws
     * @param sdk the same operation of the SDK's client
     */
    DirectCall(
            SdkHttpClient http,
            RequestSigner signer,
            SentRequest sent,
            Supplier<? extends SdkPojo> answers,
            List<ExpectedRefusal<?>> refusals,
            Function<Q, R> sdk) {
        this.http = http;
        this.signer = signer;
        this.sent = sent;
        this.answers = answers;
        this.refusals = refusals;
        this.sdk = sdk;
    }

    R send(Q request) {
        Optional<RequestPattern> pattern = sent.pattern();
        if (pattern.isEmpty() || request.overrideConfiguration().isPresent()) {
            return sdk.apply(request);
        }
        return answer(pattern.get(), request).orElseGet(() -> sdk.apply(request));
    }

    /** @return the answer; empty if there was none, or if only the SDK can read it */
    private Optional<R> answer(RequestPattern pattern, Q request) {
        try {
            byte[] body = AwsJson.write(request);
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signer.sign(pattern, body))
                            .contentStreamProvider(() -> new ByteArrayInputStream(body))
                            .build())
                    .call();
            byte[] answer = body(response);
            if (response.httpResponse().statusCode() == 200) {
                return Optional.of(read(answer));
            }
            throwRefusal(response.httpResponse(), answer);
        } catch (AwsServiceException refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) {
            LOG.debugf("the SDK repeats a request: %s", e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private void throwRefusal(SdkHttpResponse response, byte[] answer) throws IOException {
        AwsJson.Failure failure = AwsJson.readFailure(answer);
        for (ExpectedRefusal<?> refusal : refusals) {
            if (response.statusCode() == 400 && refusal.isIn(failure)) {
                throw refusal.of(failure, response, answer);
            }
        }
    }

    private static byte[] body(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> body = response.responseBody();
        if (body.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = body.get()) {
            return in.readAllBytes();
        }
    }

    @SuppressWarnings("unchecked") // each answer's builder builds that answer
    private R read(byte[] answer) throws IOException {
        SdkPojo builder = answers.get();
        AwsJson.read(answer, builder);
        return (R) ((Buildable) builder).build();
    }
}
