package aws;

import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The first request of an operation, as the SDK has signed it: the pattern of all later ones. So only the SDK
 * interprets environment, profile and partition to find endpoint, region and headers, and only once.
 */
public final class SentRequest implements ExecutionInterceptor {

    private final String operation;
    private volatile RequestPattern pattern;

    /** @param operation the operation, as AWS names it, such as UpdateItem */
    public SentRequest(String operation) {
        this.operation = operation;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
        if (pattern == null && isOurs(call.httpRequest())) {
            pattern = RequestPattern.of(call.httpRequest()).orElse(null);
        }
    }

    private boolean isOurs(SdkHttpRequest request) {
        return request.firstMatchingHeader("X-Amz-Target")
                .filter(target -> target.endsWith("." + operation))
                .isPresent();
    }

    /**
     * @return the first request; empty until the SDK has sent one, or if its requests are of a kind that cannot be
     *     signed here
     */
    Optional<RequestPattern> pattern() {
        return Optional.ofNullable(pattern);
    }
}
