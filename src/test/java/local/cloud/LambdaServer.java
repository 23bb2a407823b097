package local.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import local.constraints.Fault;
import local.constraints.IllegalRequest;
import local.constraints.IllegalRequests;

/**
 * Lambda's runtime API, for one process that runs a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class LambdaServer implements AutoCloseable {

    /** Bytes of an event: "For asynchronous invocations, the maximum payload size is 1 MB." */
    private static final int LARGEST_EVENT = 1024 * 1024;

    /** Bytes of an answer: "Exceeded maximum allowed payload size (6291556 bytes)". */
    private static final int LARGEST_ANSWER = 6_291_556;

    private static final String ROOT = "/2018-06-01/runtime/invocation/";

    /** @param failed whether the function reported an error */
    public record Answer(boolean failed, String body) {}

    private record Invocation(String id, String event) {}

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final IllegalRequests illegal = new IllegalRequests();
    private final HttpServer server;

    public LambdaServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(ROOT + "next", this::next);
        server.createContext(ROOT, this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** @return value of the variable AWS_LAMBDA_RUNTIME_API */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The test fails if recorded illegal requests remain when the server is closed. */
    IllegalRequests illegalRequests() {
        return illegal;
    }

    /** Waits for the function's answer. @throws IllegalArgumentException if the event is too large for Lambda */
    public Answer invoke(String event) throws Exception {
        if (event.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT) {
            throw new IllegalArgumentException("Lambda refuses an event of more than 1 MB");
        }
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        answers.put(invocation.id(), answer);
        waiting.add(invocation);
        return answer.get(60, TimeUnit.SECONDS);
    }

    private void next(HttpExchange exchange) throws IOException {
        try (exchange) {
            Invocation invocation = waiting.take();
            byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(ROOT.length()).split("/");
        byte[] body = exchange.getRequestBody().readAllBytes();
        CompletableFuture<Answer> waiting = answers.get(path[0]);
        if (path.length != 2 || !path[1].matches("response|error")) {
            refuse(exchange, 404, "UnknownOperation", "there is no " + exchange.getRequestURI());
        } else if (waiting == null || waiting.isDone()) {
            refuse(exchange, 400, "InvalidRequestID", "no invocation with this id waits for an answer");
        } else if (body.length > LARGEST_ANSWER) {
            refuse(exchange, 413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes).");
        } else {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
            waiting.complete(new Answer(path[1].equals("error"), new String(body, StandardCharsets.UTF_8)));
        }
    }

    private void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        illegal.add(new IllegalRequest("lambda runtime", exchange.getRequestMethod(), new Fault(type, message)));
        String body = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        illegal.assertNone();
    }
}
