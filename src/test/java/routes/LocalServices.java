package routes;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import local.cloud.KmsServer;
import local.cloud.LocalEcs;
import local.cloud.Ports;

/**
 * ECS and KMS over HTTP, for the steps that no mock replaces. ECS answers 503 until a test needs it. All tests share
 * these services and one application, because the start of another application takes ten seconds of processor time.
 */
public final class LocalServices implements QuarkusTestResourceLifecycleManager {

    private LocalEcs ecs;
    private KmsServer keys;

    @Override
    public Map<String, String> start() {
        try {
            ecs = new LocalEcs(Files.createTempDirectory(Path.of("target"), "ecs-"));
            ecs.door().away(true);
            keys = new KmsServer(Ports.free(), Files.createTempDirectory(Path.of("target"), "kms-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        return Map.of(
                "hikyaku.aws.endpoints.ecs", ecs.door().endpoint().toString(),
                "hikyaku.aws.endpoints.kms", keys.endpoint().toString());
    }

    @Override
    public void inject(TestInjector test) {
        test.injectIntoFields(ecs, new TestInjector.MatchesType(LocalEcs.class));
        test.injectIntoFields(keys, new TestInjector.MatchesType(KmsServer.class));
    }

    @Override
    public void stop() {
        keys.close();
        ecs.close();
    }
}
