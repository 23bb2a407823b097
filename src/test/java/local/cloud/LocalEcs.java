package local.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import local.constraints.IllegalRequests;
import local.constraints.RequestCheck;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The ECS emulator alone, with tasks that do nothing. */
public final class LocalEcs implements AutoCloseable {

    private final EcsServer door;
    private final Path script;
    private final EcsClient client;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final IllegalRequests illegal = new IllegalRequests();

    public LocalEcs(Path data) throws IOException {
        this.script = data.resolve("task.sh");
        runs("exec sleep 60");
        TaskDefinition sleeper = new TaskDefinition(List.of("sh", script.toString()), Map.of(), 1, data);
        this.door = new EcsServer(Ports.free(), data, sleeper, events::add, RequestCheck.ecs(illegal));
        this.client = EcsClient.builder()
                .endpointOverride(door.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** The command of tasks that start from now on. */
    public void runs(String shell) {
        try {
            Files.writeString(script, shell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the tasks' state changes so far; a test may clear the list after it has read it */
    public List<String> events() {
        return events;
    }

    public EcsServer door() {
        return door;
    }

    public EcsClient client() {
        return client;
    }

    /** Illegal requests that remain when it is closed make the test fail. */
    public IllegalRequests illegalRequests() {
        return illegal;
    }

    @Override
    public void close() {
        client.close();
        door.close();
        illegal.assertNone();
    }
}
