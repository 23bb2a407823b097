package local;

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

/**
 * Lambda's runtime API, for one process that runs a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">runtime API</a>
 */
final class LambdaDoor implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/invocation/";

    /** @param failed whether the function said so */
    record Answer(boolean failed, String body) {}

    private record Invocation(String id, String event) {}

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    LambdaDoor() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(ROOT + "next", this::next);
        server.createContext(ROOT, this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** @return value of AWS_LAMBDA_RUNTIME_API */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits for what the function says. */
    Answer invoke(String event) throws Exception {
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
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
        answers.get(path[0]).complete(new Answer(path[1].equals("error"), body));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
