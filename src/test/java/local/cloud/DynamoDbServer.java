package local.cloud;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import local.cloud.table.TableService;
import local.constraints.RequestCheck;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** DynamoDB over HTTP: a check of the requests, then the tables of {@link TableService}. */
public final class DynamoDbServer implements AutoCloseable {

    private final TableService tables;
    private final Server server;
    private final URI endpoint;

    /**
     * @param file the file that stores the tables; null keeps them in memory
     * @param check the check of the requests; null leaves all refusals to the tables
     */
    public DynamoDbServer(int port, Path file, RequestCheck check, Clock clock) throws Exception {
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        this.tables = new TableService(file, clock);
        this.server = new Server(new InetSocketAddress("127.0.0.1", port));
        Handler operations = new Operations();
        server.setHandler(check == null ? operations : new CheckedHandler(check, operations));
        server.start();
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Methods for tests that are not in DynamoDB's protocol. */
    public TableService tables() {
        return tables;
    }

    @Override
    public void close() throws Exception {
        tables.close(); // first, because stopping the server interrupts the threads of its requests
        server.stop();
    }

    private final class Operations extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            String body = StandardCharsets.UTF_8
                    .decode(Content.Source.asByteBuffer(request))
                    .toString();
            TableService.Answer answer = tables.answer(request.getHeaders().get("X-Amz-Target"), body);
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
            Content.Sink.write(response, true, answer.body(), callback);
            return true;
        }
    }
}
