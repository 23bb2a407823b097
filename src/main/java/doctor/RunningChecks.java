package doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Whether the pipeline runs. This check comes after all conditions of a start, so that the output names the cause
 * first.
 */
final class RunningChecks {

    static final Arrow RUNNING = Arrow.of(
            "running",
            "the service runs its desired number of tasks, at least one, and its deployment has not failed",
            "look at the service's events, and at the log of its last task",
            "aws ecs describe-services --cluster CLUSTER --services SERVICE --query 'services[0].events[:5]'",
            "ecs:DescribeServices");

    static final List<Arrow> ARROWS = List.of(RUNNING);

    private final Workloads workloads;

    RunningChecks(Workloads workloads) {
        this.workloads = workloads;
    }

    Stream<Check> all() {
        return Stream.of(new Check(RUNNING, Scope.PIPELINE, "", List.of(TaskChecks.SERVICE.name()), this::running));
    }

    private Optional<String> running() {
        Service service = workloads.service();
        boolean failed = service.deployments().stream()
                .anyMatch(one -> one.rolloutState() == DeploymentRolloutState.FAILED && "PRIMARY".equals(one.status()));
        if (failed) {
            return Optional.of("its deployment has failed");
        }
        int wanted = Math.max(1, service.desiredCount());
        return service.runningCount() >= wanted
                ? Optional.empty()
                : Optional.of("%d of its tasks run, and it should have %d".formatted(service.runningCount(), wanted));
    }
}
