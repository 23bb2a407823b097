package doctor.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Asks AWS. Every call ends within the limit, and after one call without an answer, a service is not called again. A
 * call without permission becomes {@link NotAsked} with the missing permission; any other error becomes an {@link
 * AwsRefusal}.
 */
public final class Calls implements AutoCloseable {

    public static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Pattern DENIED =
            Pattern.compile("AccessDenied\\w*|Unauthorized\\w*|AuthorizationError\\w*|NotAuthorized\\w*|Forbidden");

    private final SignedRequests requests;
    private final Duration limit;
    private final Set<String> silent = new HashSet<>();
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "doctor");
        thread.setDaemon(true); // a call that hangs must not keep the command from ending
        return thread;
    });

    public Calls(SignedRequests requests, Duration limit) {
        this.requests = requests;
        this.limit = limit;
    }

    public XmlNode query(AwsService service, String region, String action, Map<String, String> parameters) {
        String permission = service.permission(action);
        SignedRequests.Answer answer = within(permission, () -> requests.query(service, region, action, parameters));
        XmlNode body = answer.body().isEmpty() ? new XmlNode("", "", List.of()) : xml(permission, answer);
        if (answer.status() != 200) {
            // EC2 has Response/Errors/Error, the others ErrorResponse/Error
            String code = body.first("Errors", "Error", "Code")
                    .or(() -> body.first("Error", "Code"))
                    .map(XmlNode::text)
                    .orElse("");
            throw refusal(permission, answer.status(), code);
        }
        return body.first(action + "Result").orElse(body);
    }

    public JsonNode json(AwsService service, String region, String operation, JsonNode input) {
        String permission = service.permission(operation);
        SignedRequests.Answer answer =
                within(permission, () -> requests.json(service, region, operation, input.toString()));
        JsonNode body = tree(permission, answer);
        if (answer.status() != 200) {
            String type = body.path("__type").asText();
            throw refusal(permission, answer.status(), type.substring(type.indexOf('#') + 1));
        }
        return body;
    }

    /** @param permission the permission that the call needs */
    public <T> T sdk(String permission, Callable<T> call) {
        return within(permission, call);
    }

    /** Runs the call within the time limit. @param name {@code service:Operation} */
    public <T> T within(String name, Callable<T> call) {
        String service = name.substring(0, name.indexOf(':'));
        if (silent.contains(service)) {
            throw NotAsked.because(service + " did not answer before");
        }
        Future<T> answer = threads.submit(call);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            silent.add(service);
            throw NotAsked.because(service + " does not answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotAsked.because("interrupted");
        } catch (ExecutionException e) {
            throw told(name, service, e.getCause());
        }
    }

    private RuntimeException told(String name, String service, Throwable cause) {
        if (cause instanceof AwsServiceException refused) {
            String code = refused.awsErrorDetails() == null
                            || refused.awsErrorDetails().errorCode() == null
                    ? ""
                    : refused.awsErrorDetails().errorCode();
            return refusal(name, refused.statusCode(), code);
        }
        if (cause instanceof IOException || cause instanceof SdkException) {
            silent.add(service);
            return NotAsked.because(
                    service + " cannot be reached: " + cause.getClass().getSimpleName());
        }
        return cause instanceof RuntimeException own ? own : new IllegalStateException(cause);
    }

    private static RuntimeException refusal(String permission, int status, String code) {
        boolean denied = DENIED.matcher(code).matches() || (status == 403 && code.matches("|403"));
        return denied ? NotAsked.withoutPermission(permission) : new AwsRefusal(permission, status, code);
    }

    private static XmlNode xml(String permission, SignedRequests.Answer answer) {
        try {
            return XmlNode.parse(answer.body());
        } catch (IllegalArgumentException e) {
            throw new AwsRefusal(permission, answer.status(), answer.status() == 200 ? "what is no XML" : "");
        }
    }

    private JsonNode tree(String permission, SignedRequests.Answer answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new AwsRefusal(permission, answer.status(), answer.status() == 200 ? "what is no JSON" : "");
        }
    }

    public SignedRequests requests() {
        return requests;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
