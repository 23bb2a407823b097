package local.cloud;

import deploy.Ask;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import local.constraints.RequestCheck;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * A proxy in front of a service, which counts requests and can add faults. A share of the requests is throttled, fails,
 * is late, or is done without an answer. Requests of the test itself bypass the proxy.
 */
public final class FaultProxy implements AutoCloseable {

    /** Faults of a request. */
    public enum Mischief {
        /** Refused with the service's own error for "too many requests"; the request is not done. */
        THROTTLE,
        /** Answered with a server error; the request is not done. */
        FAIL,
        /** The request is done, but the caller gets a server error. */
        LOSE_ANSWER,
        /** The request is half a second late. */
        DELAY
    }

    /** A forwarded request: its arrival, and the time when its answer was sent. */
    public record Passed(String operation, Instant came, Instant went) {}

    /** The service's refusal. */
    private record Refusal(int status, String body) {}

    private static final String DENIED = "{\"__type\":\"AccessDeniedException\",\"message\":\"%s\"}";

    private static final String LOST = FaultProxy.class.getName() + ".lost";

    private final Map<Mischief, Double> shares = new EnumMap<>(Mischief.class);
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Queue<Passed> passed = new ConcurrentLinkedQueue<>();
    private final Server server;
    private final URI endpoint;
    private final Refusal throttled;
    private final Refusal denied;
    private volatile LocalIam guard;
    private BucketEvents events;
    private Random random = new Random();

    private FaultProxy(int port, URI service, Refusal throttled, Refusal denied, RequestCheck check) {
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        this.throttled = throttled;
        this.denied = denied;
        this.server = new Server(new InetSocketAddress("127.0.0.1", port));
        Passage passage = new Passage(service);
        server.setHandler(check == null ? passage : new CheckedHandler(check, passage));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the proxy on port " + port, e);
        }
    }

    /** @param check refuses what SQS refuses, because ElasticMQ accepts more */
    static FaultProxy beforeSqs(int port, URI service, RequestCheck check) {
        Refusal throttled = new Refusal(400, "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\"}");
        return new FaultProxy(port, service, throttled, new Refusal(403, DENIED), check);
    }

    /** The service itself checks the requests. */
    static FaultProxy beforeDynamoDb(int port, URI service) {
        String type = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
        Refusal throttled = new Refusal(400, "{\"__type\":\"" + type + "\"}");
        return new FaultProxy(port, service, throttled, new Refusal(400, DENIED), null);
    }

    /** @param check refuses what S3 refuses, because S3Proxy accepts more */
    static FaultProxy beforeS3(int port, URI service, RequestCheck check) {
        String denied = "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>";
        Refusal throttled = new Refusal(503, "<Error><Code>SlowDown</Code></Error>");
        return new FaultProxy(port, service, throttled, new Refusal(403, denied), check);
    }

    /** A proxy directly in front of S3, which publishes an event for each stored object, whoever stored it. */
    static FaultProxy announcing(int port, URI service, BucketEvents events) {
        FaultProxy front = beforeS3(port, service, null);
        front.events = events;
        return front;
    }

    /** The service itself checks the requests. */
    static FaultProxy beforeEcs(int port, URI service) {
        Refusal throttled = new Refusal(400, "{\"__type\":\"ThrottlingException\"}");
        return new FaultProxy(port, service, throttled, new Refusal(400, DENIED), null);
    }

    static FaultProxy beforeKms(int port, URI service) {
        Refusal throttled = new Refusal(400, "{\"__type\":\"ThrottlingException\"}");
        return new FaultProxy(port, service, throttled, new Refusal(400, DENIED), null);
    }

    public URI endpoint() {
        return endpoint;
    }

    /** From now on, this share of the requests, 0 to 1, gets this fault. */
    public synchronized void misbehave(Mischief mischief, double share) {
        shares.put(mischief, share);
    }

    public synchronized void behave() {
        shares.clear();
    }

    /** The same seed and the same requests in the same order give the same faults. */
    public synchronized void seed(long seed) {
        random = new Random(seed);
    }

    /** From now on, only requests that this object permits are forwarded. */
    void set(LocalIam guard) {
        this.guard = guard;
    }

    /** @return number of requests so far, by operation (the HTTP method if there is no other name) */
    public Map<String, Long> requests() {
        Map<String, Long> counts = new ConcurrentHashMap<>();
        requests.forEach((operation, count) -> counts.put(operation, count.sum()));
        return counts;
    }

    /** @return the forwarded requests so far, in the order of their answers */
    public List<Passed> passed() {
        return List.copyOf(passed);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the proxy at " + endpoint, e);
        }
    }

    private synchronized boolean draws(Mischief mischief) {
        return random.nextDouble() < shares.getOrDefault(mischief, 0.0);
    }

    private final class Passage extends ProxyHandler.Reverse {

        Passage(URI service) {
            super(request -> HttpURI.build(request.getHttpURI()).authority(service.getAuthority()));
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            requests.computeIfAbsent(operation(request), operation -> new LongAdder())
                    .increment();
            Instant came = Instant.now();
            Callback noted = new Callback.Nested(callback) {
                @Override
                public void succeeded() {
                    if (events != null) {
                        events.passed(request, response); // before the answer's headers are discarded
                    }
                    super.succeeded();
                }

                @Override
                public void completed() {
                    passed.add(new Passed(operation(request), came, Instant.now()));
                }
            };
            return guard == null ? pass(request, response, noted) : passGuard(request, response, noted);
        }

        private boolean passGuard(Request request, Response response, Callback callback) {
            try {
                RereadableRequest whole = new RereadableRequest(request);
                Optional<Ask> missing = guard.refuses(IncomingRequest.of(whole));
                if (missing.isEmpty()) {
                    return pass(whole, response, callback);
                }
                String body = denied.body().formatted(words(missing.get()));
                refuse(whole, response, callback, denied.status(), body);
            } catch (IOException e) {
                callback.failed(e);
            }
            return true;
        }

        private static String words(Ask missing) {
            return "%s is not authorized to perform: %s on resource: %s"
                    .formatted(missing.role(), missing.action(), missing.resource());
        }

        private boolean pass(Request request, Response response, Callback callback) {
            if (draws(Mischief.THROTTLE)) {
                refuse(request, response, callback, throttled.status(), throttled.body());
                return true;
            }
            if (draws(Mischief.FAIL)) {
                refuse(request, response, callback, 500, "");
                return true;
            }
            if (draws(Mischief.LOSE_ANSWER)) {
                request.setAttribute(LOST, true);
            }
            if (draws(Mischief.DELAY)) {
                server.getScheduler()
                        .schedule(() -> super.handle(request, response, callback), 500, TimeUnit.MILLISECONDS);
                return true;
            }
            return super.handle(request, response, callback);
        }

        @Override
        protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
                Request request, org.eclipse.jetty.client.Request onward, Response response, Callback callback) {
            return request.getAttribute(LOST) == null
                    ? super.newServerToProxyResponseListener(request, onward, response, callback)
                    : (Result done) -> refuse(request, response, callback, 500, "");
        }

        private void refuse(Request request, Response response, Callback callback, int status, String body) {
            Content.Source.consumeAll(
                    request, Callback.from(() -> write(response, callback, status, body), callback::failed));
        }

        private void write(Response response, Callback callback, int status, String body) {
            response.setStatus(status);
            Content.Sink.write(response, true, body, callback);
        }

        private static String operation(Request request) {
            String target = request.getHeaders().get("X-Amz-Target");
            return target == null ? request.getMethod() : target.substring(target.lastIndexOf('.') + 1);
        }
    }
}
