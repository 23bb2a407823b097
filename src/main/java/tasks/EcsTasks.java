package tasks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/**
 * Runs tasks on ECS. The answer is read whole: RunTask says 200 and puts what went wrong into {@code failures}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/RunTask.html">RunTask</a>
 */
@ApplicationScoped
public class EcsTasks implements Tasks {

    private final EcsClient ecs;
    private final Settings settings;

    public EcsTasks(EcsClient ecs, Settings settings) {
        this.ecs = ecs;
        this.settings = settings;
    }

    @Override
    public String run(TaskRequest request) {
        try {
            return read(ecs.runTask(describe(request)));
        } catch (ConflictException e) {
            return adopt(e);
        } catch (EcsException e) {
            throw classed(e);
        } catch (SdkClientException e) {
            throw new OutcomeUnknown(e);
        }
    }

    @Override
    public boolean isAlive(TaskRequest attempt, String task) {
        String cluster = settings.sets().get(attempt.set()).cluster();
        List<String> arns = task == null ? startedBy(cluster, attempt) : List.of(task);
        return !arns.isEmpty()
                && ecs.describeTasks(describe -> describe.cluster(cluster).tasks(arns)).tasks().stream()
                        .anyMatch(known -> !known.lastStatus().equals("STOPPED"));
    }

    private List<String> startedBy(String cluster, TaskRequest attempt) {
        return ecs.listTasks(list -> list.cluster(cluster).startedBy(attempt.token()))
                .taskArns();
    }

    private RunTaskRequest describe(TaskRequest request) {
        Settings.MailSet set = settings.sets().get(request.set());
        // sorted: the request of one attempt is the same byte for byte, also from another process
        List<KeyValuePair> environment = new TreeMap<>(request.environment())
                .entrySet().stream()
                        .map(variable -> KeyValuePair.builder()
                                .name(variable.getKey())
                                .value(variable.getValue())
                                .build())
                        .toList();
        return RunTaskRequest.builder()
                .cluster(set.cluster())
                .taskDefinition(set.taskDefinition())
                .launchType(LaunchType.FARGATE)
                .count(1)
                .clientToken(request.token())
                .startedBy(request.token())
                .overrides(overrides -> overrides.containerOverrides(
                        container -> container.name(set.container()).environment(environment)))
                .build();
    }

    private static String read(RunTaskResponse answer) {
        if (!answer.tasks().isEmpty()) {
            return answer.tasks().get(0).taskArn();
        }
        String reasons = answer.failures().stream().map(EcsTasks::reason).collect(Collectors.joining("; "));
        // all reasons that ECS gives here are about room: RESOURCE:*, AGENT, capacity, limits on tasks or vCPUs
        throw new TaskRefused(reasons.isEmpty() ? "neither a task nor a failure in the answer" : reasons, true);
    }

    private static String reason(Failure failure) {
        return failure.detail() == null ? failure.reason() : failure.reason() + " (" + failure.detail() + ")";
    }

    /** The token has been used with other parameters (the task definition changed in between): the task is there already. */
    private static String adopt(ConflictException e) {
        if (e.resourceIds().isEmpty()) {
            throw new OutcomeUnknown(e);
        }
        return e.resourceIds().get(0);
    }

    private static RuntimeException classed(EcsException e) {
        String reason = e.awsErrorDetails() == null
                ? e.getClass().getSimpleName()
                : e.awsErrorDetails().errorCode();
        if (e.isThrottlingException()) {
            return new TaskRefused(reason, true);
        }
        return e.statusCode() >= 500 ? new OutcomeUnknown(e) : new TaskRefused(reason, false);
    }
}
