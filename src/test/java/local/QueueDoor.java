package local;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;

/** SQS: ElasticMQ. With a data folder, queues and messages survive a restart. */
public final class QueueDoor implements AutoCloseable {

    private final Function0<?> stop;
    private final URI endpoint;

    public QueueDoor(int port, Path data) {
        this.endpoint = URI.create("http://127.0.0.1:" + port);
        Map<String, Object> settings = Map.of(
                "node-address.host",
                "127.0.0.1",
                "node-address.port",
                port,
                "rest-sqs.bind-port",
                port,
                "rest-sqs.bind-hostname",
                "127.0.0.1",
                "rest-stats.enabled",
                false,
                "queues-storage.enabled",
                true,
                "queues-storage.path",
                data.resolve("queues.conf").toString(),
                "messages-storage.enabled",
                true,
                "messages-storage.uri",
                "jdbc:h2:" + data.resolve("messages"),
                "pekko.loglevel",
                "WARNING");
        var config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
        this.stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        stop.apply();
    }
}
