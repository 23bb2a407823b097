package doctor;

import doctor.aws.AwsRefusal;
import doctor.aws.Calls;
import doctor.aws.Once;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import settings.MailSet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Pipeline and couriers in ECS. Each request is sent once. */
final class Workloads {

    private final Installation installation;
    private final Calls calls;
    private final EcsClient ecs;
    private final Once<Service> service;
    private final List<Workload> all;

    Workloads(Installation installation, Calls calls, EcsClient ecs) {
        this.installation = installation;
        this.calls = calls;
        this.ecs = ecs;
        this.service = new Once<>(this::askForService);
        this.all = Stream.concat(
                        Stream.of(pipeline()),
                        installation.sets().entrySet().stream().map(set -> courier(set.getKey(), set.getValue())))
                .toList();
    }

    /** @return the pipeline first, then the sets */
    List<Workload> all() {
        return all;
    }

    /** @throws AwsRefusal with the code ServiceNotFoundException if there is no service */
    Service service() {
        return service.get();
    }

    private Service askForService() {
        return calls
                .sdk(
                        "ecs:DescribeServices",
                        () -> ecs.describeServices(
                                ask -> ask.cluster(installation.cluster()).services(installation.serviceName())))
                .services()
                .stream()
                .filter(one -> !"INACTIVE".equals(one.status()))
                .findFirst()
                .orElseThrow(() -> new AwsRefusal("ecs:DescribeServices", 400, "ServiceNotFoundException"));
    }

    private Workload pipeline() {
        Supplier<TaskDefinition> definition =
                new Once<>(() -> definition(service().taskDefinition()));
        return new Workload(Installation.PIPELINE, Scope.PIPELINE, "", definition, this::networkOfService);
    }

    private Workload.Network networkOfService() {
        AwsVpcConfiguration vpc = service().networkConfiguration() == null
                ? AwsVpcConfiguration.builder().build()
                : service().networkConfiguration().awsvpcConfiguration();
        return new Workload.Network(
                vpc.subnets(), vpc.securityGroups(), vpc.assignPublicIp() == AssignPublicIp.ENABLED);
    }

    private Workload courier(String set, MailSet own) {
        Workload.Network network = new Workload.Network(
                own.subnets().orElse(List.of()), own.securityGroups().orElse(List.of()), own.publicIp());
        return new Workload(
                set, Scope.COURIER, own.container(), new Once<>(() -> definition(own.taskDefinition())), () -> network);
    }

    private TaskDefinition definition(String name) {
        return calls.sdk(
                        "ecs:DescribeTaskDefinition", () -> ecs.describeTaskDefinition(ask -> ask.taskDefinition(name)))
                .taskDefinition();
    }
}
