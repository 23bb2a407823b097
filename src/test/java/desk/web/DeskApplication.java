package desk.web;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The desk with a viewer and an operator, whose passwords are their names, an S3 that has what a test puts there, and the ledger in memory. */
public class DeskApplication implements QuarkusTestProfile {

    private static final String VIEWER = "$2y$05$KUdJWAHBFGqkJIgAhnz4GexU54eAMTCCY8MemTTwz1CrkCNOOt52C";
    private static final String OPERATOR = "$2y$05$5unFduZPnS7tYFbuCJgph.BIh6A5fYJ26eOLXOoYHh4GmKFFphx7.";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "hikyaku.search.key",
                "0123456789abcdef0123456789abcdef",
                "hikyaku.sets.demo.subject-words",
                "true",
                "hikyaku.desk.users.viewer.password",
                VIEWER,
                "hikyaku.desk.users.viewer.role",
                "viewer",
                "hikyaku.desk.users.operator.password",
                OPERATOR,
                "hikyaku.desk.users.operator.role",
                "operator");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Objects.class));
    }

    /** Objects by bucket and key. Whatever is not there is NoSuchKey, as S3 says it. */
    public static class Objects implements QuarkusTestResourceLifecycleManager {

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
            test.injectIntoFields(this, new TestInjector.MatchesType(Objects.class));
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }
}
