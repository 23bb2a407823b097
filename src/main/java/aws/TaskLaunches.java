package aws;

import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** ECS' RunTask, with the answers and the exceptions of the SDK's client. */
@FunctionalInterface
public interface TaskLaunches {

    /**
     * A request whose answer was lost may be repeated: both have the same client token, so ECS launches once.
     *
     * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS refused it
     * @throws software.amazon.awssdk.core.exception.SdkClientException if it is unknown whether ECS accepted it
     */
    RunTaskResponse runTask(RunTaskRequest request);
}
