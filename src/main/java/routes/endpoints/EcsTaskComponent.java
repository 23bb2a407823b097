package routes.endpoints;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import tasks.Tasks;

/**
 * {@code ecs-task:run}: requests the task that the {@link tasks.TaskRequest} in the body describes. The ARN of the
 * task is the answer. camel-aws2-ecs has no RunTask (docs/decisions/040-camel-endpoints.md).
 */
@Named("ecs-task")
@Unremovable
@Singleton
public class EcsTaskComponent extends DefaultComponent {

    private final Tasks tasks;

    public EcsTaskComponent(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String operation, Map<String, Object> options) {
        if (!operation.equals("run")) {
            throw new IllegalArgumentException("ecs-task has no operation " + operation + ": write ecs-task:run");
        }
        return new EcsTaskEndpoint(uri, this, tasks);
    }
}
