package desk.access;

import io.quarkus.vertx.http.runtime.filters.Filter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** A server with the filters under test, in their order, that answers 200 after them. */
final class FilteredServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    FilteredServer(Filters filters) {
        Router router = Router.router(vertx);
        List<Filter> inOrder = filters.getFilters().stream()
                .sorted(Comparator.comparing(Filter::getPriority).reversed())
                .toList();
        inOrder.forEach(filter -> router.route().handler(filter.getHandler()));
        router.route().handler(call -> call.response().end());
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** @param headers sent unchanged, so that a test can send wrong ones */
    int status(String method, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            String request =
                    method + " /q/health HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
