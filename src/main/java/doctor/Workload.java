package doctor;

import doctor.aws.NotAsked;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What runs as ECS tasks: the pipeline, or a set's couriers.
 *
 * @param subject the set, or {@link Installation#PIPELINE}
 * @param container the name of the container in which Hikyaku runs; empty if there is only one
 * @param definition the task definition
 * @param network the network of the tasks
 */
record Workload(
        String subject, Scope scope, String container, Supplier<TaskDefinition> definition, Supplier<Network> network) {

    /** @param publicIp whether tasks get a public address */
    record Network(List<String> subnets, List<String> securityGroups, boolean publicIp) {}

    boolean isPipeline() {
        return subject.equals(Installation.PIPELINE);
    }

    Optional<ContainerDefinition> ours() {
        return definition.get().containerDefinitions().stream()
                .filter(one -> container.isEmpty() || one.name().equals(container))
                .findFirst();
    }

    /** Must be called only if the container exists. */
    ContainerDefinition hikyaku() {
        return ours().orElseThrow(() -> NotAsked.because("the task definition has no container " + container));
    }
}
