package local.cloud;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import local.constraints.RequestCheck;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/** DynamoDB: AWS' own DynamoDB Local behind a check, its tables in the data folder. Its own main class would listen beyond 127.0.0.1. */
final class DynamoDbServer implements AutoCloseable {

    private final LocalDynamoDBServerHandler handler;
    private final Server server;
    private final URI endpoint;

    DynamoDbServer(int port, Path data, RequestCheck check) throws Exception {
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        this.handler = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, false, data.toString(), true, false), null);
        this.server = new Server(new InetSocketAddress("127.0.0.1", port));
        server.setHandler(new CheckedHandler(check, new ContextHandler(handler, "/")));
        server.start();
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws Exception {
        server.stop();
        handler.close();
    }
}
