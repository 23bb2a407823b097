package local.constraints;

import java.util.Map;
import java.util.TreeMap;

/**
 * A request as a service receives it.
 *
 * @param path the URL's path, still encoded
 * @param query the URL's query, still encoded; empty if there is none
 * @param body empty for an object's content
 */
public record AwsRequest(String method, String path, String query, Map<String, String> headers, String body) {

    public AwsRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
