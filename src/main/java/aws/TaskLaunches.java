package aws;

import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** ECS' RunTask, with the answers and the exceptions of the SDK's client. */
@FunctionalInterface
public interface TaskLaunches {

    /**
     * A request whose answer was lost may be repeated: its client token makes both the same launch.
     *
     * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS refused it
     * @throws software.amazon.awssdk.core.exception.SdkClientException if nobody knows whether ECS accepted it
     */
    RunTaskResponse runTask(RunTaskRequest request);
}
