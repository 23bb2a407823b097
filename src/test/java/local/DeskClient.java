package local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Calls a pipeline's desk as one of the demo's users, whose passwords are their names, or without a login. */
public final class DeskClient {

    public static final String NOBODY = "";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;

    public DeskClient(int port) {
        this.port = port;
    }

    public HttpResponse<String> ask(String user, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = Http.request(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!user.equals(NOBODY)) {
            byte[] credentials = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Http.send(request.build());
    }

    public int get(String user, String path) throws IOException, InterruptedException {
        return ask(user, "GET", path, "").statusCode();
    }

    /** @return Jolokia's answer, which has a status of its own */
    public JsonNode jolokia(String user, Map<String, ?> request) throws IOException, InterruptedException {
        return JSON.readTree(ask(user, "POST", "/console/jolokia", JSON.writeValueAsString(request))
                .body());
    }
}
