package local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The tests' HTTP client. Every call has a time limit and uses HTTP/1.1. By default, the JDK's client asks to
 * upgrade its first request to HTTP/2. It once waited for ever although it had received the whole answer.
 */
public final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Http() {}

    public static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(LONGEST);
    }

    public static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
