package local.cloud;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import local.constraints.IllegalRequests;
import local.constraints.RequestCheck;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;

/**
 * SQS: a check of the requests, then ElasticMQ. With a data folder, queues and messages survive a restart. The check
 * has the current limits; ElasticMQ has older limits, with messages up to 256 KB.
 */
public final class SqsServer implements AutoCloseable {

    private final Function0<?> stop;
    private final URI service;
    private final IllegalRequests illegal;
    private final RequestCheck check;
    private final FaultProxy gate;

    /** Its queues are empty at each start. */
    public SqsServer(int port) {
        this(port, new IllegalRequests());
    }

    SqsServer(int port, IllegalRequests illegal) {
        this(port, Map.of(), illegal);
    }

    /**
     * The server stores its queues in the folder. All servers of a JVM must use the same folder: they share ElasticMQ's
     * connection pool, which uses the folder of the first.
     */
    SqsServer(int port, Path data, IllegalRequests illegal) {
        this(
                port,
                Map.of(
                        "queues-storage.enabled",
                        true,
                        "queues-storage.path",
                        data.resolve("queues.conf").toString(),
                        "messages-storage.enabled",
                        true,
                        "messages-storage.uri",
                        "jdbc:h2:" + data.resolve("messages")),
                illegal);
    }

    private SqsServer(int port, Map<String, Object> storage, IllegalRequests illegal) {
        int inner = Ports.free();
        this.service = URI.create("http://127.0.0.1:" + inner);
        this.illegal = illegal;
        this.check = RequestCheck.sqs(illegal, Clock.systemUTC());
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("node-address.host", "127.0.0.1"),
                Map.entry("node-address.port", port),
                Map.entry("rest-sqs.bind-port", inner),
                Map.entry("rest-sqs.bind-hostname", "127.0.0.1"),
                Map.entry("rest-sqs.sqs-limits", "relaxed"),
                Map.entry("rest-stats.enabled", false),
                Map.entry("pekko.loglevel", "WARNING"));
        var config = ConfigFactory.parseMap(settings)
                .withFallback(ConfigFactory.parseMap(storage))
                .withFallback(ConfigFactory.load());
        this.stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
        this.gate = gate(port);
    }

    public URI endpoint() {
        return gate.endpoint();
    }

    /** Another endpoint with the same check, to which a test can add faults. */
    FaultProxy gate(int port) {
        return FaultProxy.beforeSqs(port, service, check);
    }

    /** @throws AssertionError that names the remaining illegal requests, if there are any */
    @Override
    public void close() {
        gate.close();
        stop.apply();
        illegal.assertNone();
    }
}
