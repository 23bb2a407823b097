package aws;

import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** ECS' RunTask, with the answers and the exceptions of the SDK's client. */
@FunctionalInterface
public interface TaskLaunches {

    /**
     * A request whose answer was lost may be repeated: both have the same client token, so ECS launches once.
     *
     * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS refused the request
     * @throws software.amazon.awssdk.core.exception.SdkClientException if it is unknown whether ECS accepted the
     *     request
     */
    RunTaskResponse runTask(RunTaskRequest request);

    /**
     * Sends requests without the SDK's pipeline. A throttled launch is refused at once: the ledger knows when it is due
     * again. ECS reports throttling with an exception of its own. It also reports throttling, and a missing quota, in
     * the text of ClientException and InvalidParameterException.
     *
     * @param sent records the first request of this operation, as an interceptor of the SDK's client
     * @param sdk the same operation of the SDK's client
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">Common errors</a>
     */
    static TaskLaunches direct(SdkHttpClient http, RequestSigner signer, SentRequest sent, TaskLaunches sdk) {
        List<ExpectedRefusal<?>> refusals = List.of(
                new ExpectedRefusal<>("Ecs", "ThrottlingException", EcsException::builder),
                new ExpectedRefusal<>("Ecs", "ClientException", ClientException::builder),
                new ExpectedRefusal<>("Ecs", "InvalidParameterException", InvalidParameterException::builder));
        return new DirectCall<RunTaskRequest, RunTaskResponse>(
                http, signer, sent, RunTaskResponse::builder, refusals, sdk::runTask)::send;
    }
}
