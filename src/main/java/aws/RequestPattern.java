package aws;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * What all requests of one operation have in common.
 *
 * @param target the operation, as AWS JSON names it: {@code DynamoDB_20120810.UpdateItem}
 * @param region the region in the signature
 * @param service the service in the signature
 */
record RequestPattern(
        URI uri, String host, String contentType, String target, String userAgent, String region, String service) {

    private static final Pattern SIGNATURE = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), .*");

    /** @return the pattern; empty if the request is not of the kind that {@link RequestSigner} signs */
    static Optional<RequestPattern> of(SdkHttpRequest request) {
        Matcher signature = SIGNATURE.matcher(header(request, "Authorization"));
        return signature.matches() && isSimple(request)
                ? Optional.of(new RequestPattern(
                        request.getUri(),
                        header(request, "Host"),
                        header(request, "Content-Type"),
                        header(request, "X-Amz-Target"),
                        header(request, "User-Agent"),
                        signature.group(1),
                        signature.group(2)))
                : Optional.empty();
    }

    private static boolean isSimple(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.POST
                && (request.encodedPath().isEmpty() || request.encodedPath().equals("/"))
                && request.rawQueryParameters().isEmpty();
    }

    private static String header(SdkHttpRequest request, String name) {
        return request.firstMatchingHeader(name).orElse("");
    }
}
