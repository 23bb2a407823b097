package local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The ECS door alone, with tasks that do nothing. */
public final class LocalEcs implements AutoCloseable {

    private final TaskDoor door;
    private final EcsClient client;

    public LocalEcs(Path data) throws IOException {
        this(data, Ports.free(), event -> {});
    }

    /** @param events gets the tasks' state changes */
    public LocalEcs(Path data, int port, Consumer<String> events) throws IOException {
        TaskDefinition sleeper = new TaskDefinition(List.of("sleep", "60"), Map.of(), 1, data);
        this.door = new TaskDoor(port, data, sleeper, events);
        this.client = EcsClient.builder()
                .endpointOverride(door.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    public TaskDoor door() {
        return door;
    }

    public EcsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        door.close();
    }
}
