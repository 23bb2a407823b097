package tasks;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The ECS task of this process.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html">task
 *     metadata endpoint</a>
 */
@ApplicationScoped
public class CurrentTask {

    private static final Logger LOG = Logger.getLogger(CurrentTask.class);

    private final Optional<URI> metadata;
    private String arn;

    public CurrentTask(@ConfigProperty(name = "ecs.container.metadata.uri.v4") Optional<URI> metadata) {
        this.metadata = metadata;
    }

    /** @return the task's ARN; null outside ECS, or while ECS does not answer */
    public synchronized String arn() {
        if (arn == null && metadata.isPresent()) {
            arn = ask(URI.create(metadata.get() + "/task"));
        }
        return arn;
    }

    private static String ask(URI task) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(task).timeout(Duration.ofSeconds(5)).build();
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new ObjectMapper().readTree(answer).path("TaskARN").asText(null);
        } catch (IOException e) {
            LOG.warnf(
                    "cannot find the ARN of this task in ECS' metadata: %s",
                    e.getClass().getSimpleName());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
