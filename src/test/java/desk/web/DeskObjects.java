package desk.web;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An S3 in memory: a test puts objects by bucket and key. A missing object is answered with NoSuchKey, as by S3. */
public final class DeskObjects implements QuarkusTestResourceLifecycleManager {

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", call -> {
            byte[] object = objects.get(call.getRequestURI().getPath());
            byte[] answer = object != null
                    ? object
                    : "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.US_ASCII);
            call.sendResponseHeaders(object != null ? 200 : 404, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        return Map.of(
                "hikyaku.aws.endpoints.s3",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String bucket, String key, byte[] content) {
        objects.put("/" + bucket + "/" + key, content);
    }

    @Override
    public void inject(TestInjector test) {
        test.injectIntoFields(this, new TestInjector.MatchesType(DeskObjects.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
