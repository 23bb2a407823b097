package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import doctor.aws.AwsRefusal;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import doctor.aws.NotAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import settings.MailSet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Checks the path from the hand-over to a task that can start: clusters, the pipeline's service, task definitions. */
final class TaskChecks {

    static final Arrow SERVICE = Arrow.of(
            "service",
            "the pipeline's service exists and is active",
            "create the service, or name the right one (--service)",
            "ecspresso deploy",
            "ecs:DescribeServices");
    static final Arrow CLUSTER = Arrow.of(
            "cluster",
            "the set's cluster is active, and has the set's capacity providers",
            "create the cluster, or name the right one (hikyaku.sets.NAME.cluster, capacity-providers)",
            "terraform apply",
            "ecs:DescribeClusters");
    static final Arrow TASK_DEFINITION = Arrow.of(
            "task-definition",
            "the task definition is active, for Fargate, and has the container that gets the environment",
            "register the task definition, or name the right one (hikyaku.sets.NAME.task-definition, container)",
            "ecspresso register",
            "ecs:DescribeTaskDefinition");
    static final Arrow TASK_ENVIRONMENT = Arrow.of(
            "task-environment",
            "the container has the same values as the settings: region, ledger, queues, parts, each set's "
                    + "domains, inbox and aliases",
            "register the task definition with the variables that Terraform prints",
            "terraform output pipeline_environment",
            "ecs:DescribeTaskDefinition");
    static final Arrow STOP_TIMEOUT = Arrow.of(
            "stop-timeout",
            "ECS lets a stopped pipeline finish its work: stopTimeout is longer than camel.main.shutdown-timeout",
            "set the container's stopTimeout",
            "ecspresso register",
            "ecs:DescribeTaskDefinition");
    static final Arrow LOG_GROUP = Arrow.of(
            "log-group",
            "the log group of the container exists; without it no task starts",
            "create the log group, or name the right one",
            "aws logs create-log-group --log-group-name NAME",
            "logs:DescribeLogGroups");

    static final List<Arrow> ARROWS =
            List.of(SERVICE, CLUSTER, TASK_DEFINITION, TASK_ENVIRONMENT, STOP_TIMEOUT, LOG_GROUP);

    private static final int STOP_TIMEOUT_BY_DEFAULT = 30;

    private final Installation installation;
    private final Calls calls;
    private final EcsClient ecs;
    private final Workloads workloads;

    TaskChecks(Installation installation, Calls calls, EcsClient ecs, Workloads workloads) {
        this.installation = installation;
        this.calls = calls;
        this.ecs = ecs;
        this.workloads = workloads;
    }

    Stream<Check> all() {
        List<Check> checks = new ArrayList<>();
        List<String> credentials = List.of(AccountChecks.CREDENTIALS.name());
        checks.add(new Check(SERVICE, Scope.PIPELINE, "", credentials, this::service));
        for (Workload workload : workloads.all()) {
            String subject = workload.subject();
            List<String> after = List.of(Arrow.named(TASK_DEFINITION.name(), subject));
            List<String> told = List.of(after.get(0), AccountChecks.REGION.name());
            String before = workload.isPipeline() ? SERVICE.name() : Arrow.named(CLUSTER.name(), subject);
            if (!workload.isPipeline()) {
                MailSet set = installation.sets().get(subject);
                checks.add(new Check(CLUSTER, Scope.COURIER, subject, credentials, () -> cluster(set)));
            }
            checks.add(
                    new Check(TASK_DEFINITION, workload.scope(), subject, List.of(before), () -> definition(workload)));
            checks.add(new Check(TASK_ENVIRONMENT, workload.scope(), subject, told, () -> environment(workload)));
            if (workload.isPipeline()) {
                checks.add(new Check(STOP_TIMEOUT, workload.scope(), subject, after, () -> stopTimeout(workload)));
            }
            checks.add(new Check(LOG_GROUP, workload.scope(), subject, after, () -> logGroup(workload)));
        }
        return checks.stream();
    }

    private Optional<String> service() {
        try {
            workloads.service();
            return Optional.empty();
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.of("there is no service " + installation.service());
            }
            throw e;
        }
    }

    private Optional<String> cluster(MailSet set) {
        Optional<Cluster> found = calls
                .sdk("ecs:DescribeClusters", () -> ecs.describeClusters(ask -> ask.clusters(set.cluster())))
                .clusters()
                .stream()
                .filter(one -> "ACTIVE".equals(one.status()))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(set.cluster() + " does not exist, or is not active");
        }
        return set.capacityProviders().orElse(List.of()).stream()
                .filter(provider -> !found.get().capacityProviders().contains(provider))
                .findFirst()
                .map(provider -> set.cluster() + " does not have the capacity provider " + provider);
    }

    private Optional<String> definition(Workload workload) {
        TaskDefinition definition;
        try {
            definition = workload.definition().get();
        } catch (AwsRefusal e) {
            // ECS has no specific error code for a missing task definition
            if (e.code().equals("ClientException")) {
                return Optional.of("it does not exist");
            }
            throw e;
        }
        if (definition.status() != TaskDefinitionStatus.ACTIVE) {
            return Optional.of(definition.taskDefinitionArn() + " is " + definition.statusAsString());
        }
        if (workload.ours().isEmpty()) {
            return Optional.of(definition.taskDefinitionArn() + " has no container " + workload.container());
        }
        boolean fargate = definition.requiresCompatibilities().isEmpty()
                || definition.requiresCompatibilities().contains(Compatibility.FARGATE);
        return fargate && definition.networkMode() == NetworkMode.AWSVPC
                ? Optional.empty()
                : Optional.of(definition.taskDefinitionArn() + " is not for Fargate");
    }

    private Optional<String> environment(Workload workload) {
        Map<String, String> told = workload.hikyaku().environment().stream()
                .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value, (one, other) -> other));
        return new ExpectedEnvironment(installation)
                .of(workload.subject()).entrySet().stream()
                        .filter(expected ->
                                !ExpectedEnvironment.isSame(expected.getValue(), told.get(expected.getKey())))
                        .findFirst()
                        .map(expected -> told.containsKey(expected.getKey())
                                ? expected.getKey() + " is " + told.get(expected.getKey()) + ", and the settings say "
                                        + expected.getValue()
                                : "the container has no variable " + expected.getKey());
    }

    private Optional<String> stopTimeout(Workload workload) {
        Integer own = workload.hikyaku().stopTimeout();
        int seconds = own == null ? STOP_TIMEOUT_BY_DEFAULT : own;
        return seconds > installation.shutdown().toSeconds()
                ? Optional.empty()
                : Optional.of("stopTimeout is %d s, and a pipeline takes up to %d s"
                        .formatted(seconds, installation.shutdown().toSeconds()));
    }

    private Optional<String> logGroup(Workload workload) {
        Map<String, String> options = workload.hikyaku().logConfiguration() == null
                ? Map.of()
                : workload.hikyaku().logConfiguration().options();
        String group = options.getOrDefault("awslogs-group", "");
        if (group.isEmpty() || options.getOrDefault("awslogs-create-group", "").equals("true")) {
            throw NotAsked.onPurpose("the container does not log to a group that must exist");
        }
        String region = options.getOrDefault("awslogs-region", installation.region());
        JsonNode found = calls.json(
                AwsService.LOGS,
                region,
                "DescribeLogGroups",
                new ObjectMapper().createObjectNode().put("logGroupNamePrefix", group));
        for (JsonNode one : found.path("logGroups")) {
            if (one.path("logGroupName").asText().equals(group)) {
                return Optional.empty();
            }
        }
        return Optional.of(group + " does not exist");
    }
}
