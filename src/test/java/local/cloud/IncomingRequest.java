package local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * A request as a service receives it.
 *
 * @param accessKey id of the key that the request is signed with
 * @param target the operation in the header X-Amz-Target of services with a JSON protocol; empty for S3
 * @param prefix the prefix in an S3 request that lists keys; null without one
 * @param body empty for S3
 */
record IncomingRequest(String accessKey, String target, String method, String path, String prefix, JsonNode body) {

    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");

    static IncomingRequest of(RereadableRequest request) throws IOException {
        String target = request.getHeaders().get("X-Amz-Target");
        Matcher signed = ACCESS_KEY.matcher(String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION)));
        String json = target == null
                ? "{}"
                : StandardCharsets.UTF_8.decode(request.body()).toString();
        return new IncomingRequest(
                signed.find() ? signed.group(1) : "",
                target == null ? "" : target,
                request.getMethod(),
                request.getHttpURI().getDecodedPath(),
                Request.extractQueryParameters(request).getValue("prefix"),
                new ObjectMapper().readTree(json));
    }
}
