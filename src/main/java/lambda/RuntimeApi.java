package lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Lambda's runtime API, which returns one invocation at a time and accepts its result. Each method throws if Lambda
 * does not answer as documented. The process should then end, and Lambda starts another.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's runtime API</a>
 */
public final class RuntimeApi {

    /** Lambda sets this variable, which contains the API's address. */
    public static final String VARIABLE = "AWS_LAMBDA_RUNTIME_API";

    private static final String ID = "Lambda-Runtime-Aws-Request-Id";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String invocations;

    /** @param address host:port */
    RuntimeApi(String address) {
        this.invocations = "http://" + address + "/2018-06-01/runtime/invocation/";
    }

    record Invocation(String id, String event) {}

    /** Waits as long as necessary; Lambda freezes the process meanwhile. */
    Invocation next() throws IOException, InterruptedException {
        HttpResponse<String> next = send(HttpRequest.newBuilder(URI.create(invocations + "next")));
        String id = next.headers().firstValue(ID).orElseThrow(() -> new IOException("an invocation without an id"));
        return new Invocation(id, next.body());
    }

    /** @param result JSON */
    void done(Invocation invocation, String result) throws IOException, InterruptedException {
        post(invocation, "/response", result);
    }

    /** Lambda retries the invocation, and then sends it to the failure queue. */
    void failed(Invocation invocation, Exception why) throws IOException, InterruptedException {
        String error = JSON.createObjectNode()
                .put("errorType", why.getClass().getSimpleName())
                .put("errorMessage", why.getMessage())
                .toString();
        post(invocation, "/error", error);
    }

    private void post(Invocation invocation, String what, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(invocations + invocation.id() + what))
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("Lambda's runtime API answers " + answer.statusCode());
        }
        return answer;
    }
}
