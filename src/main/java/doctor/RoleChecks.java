package doctor;

import doctor.aws.Account;
import doctor.aws.AwsRefusal;
import doctor.aws.NotAsked;
import doctor.aws.PolicyDocument;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles of the tasks, and the roles with which ECS starts them. */
final class RoleChecks {

    static final Arrow TASK_ROLE = Arrow.of(
            "task-role",
            "the task's role exists, and ECS tasks may assume it",
            "create the role, and let ecs-tasks.amazonaws.com assume it",
            "terraform apply",
            "iam:GetRole");
    static final Arrow TASK_PERMISSIONS = Arrow.of(
            "task-permissions",
            "the task's role allows what the pipeline's routes do: queues, mail, ledger, aliases, tasks",
            "give the role the permissions of deploy/terraform/modules/work/routes.tf",
            "terraform apply",
            "iam:SimulatePrincipalPolicy");
    static final Arrow EXECUTION_ROLE = Arrow.of(
            "execution-role",
            "the role with which ECS starts the task exists, and ECS tasks may assume it",
            "create the role, and let ecs-tasks.amazonaws.com assume it",
            "terraform apply",
            "iam:GetRole");
    static final Arrow EXECUTION_PERMISSIONS = Arrow.of(
            "execution-permissions",
            "the execution role may pull the image and write the log",
            "attach AmazonECSTaskExecutionRolePolicy to the role",
            "aws iam attach-role-policy --role-name ROLE --policy-arn"
                    + " arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
            "iam:SimulatePrincipalPolicy");

    static final List<Arrow> ARROWS = List.of(TASK_ROLE, TASK_PERMISSIONS, EXECUTION_ROLE, EXECUTION_PERMISSIONS);

    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private final Installation installation;
    private final Account account;
    private final Workloads workloads;
    private final RoleLookup roles;

    RoleChecks(Installation installation, Account account, Workloads workloads, RoleLookup roles) {
        this.installation = installation;
        this.account = account;
        this.workloads = workloads;
        this.roles = roles;
    }

    Stream<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (Workload workload : workloads.all()) {
            String subject = workload.subject();
            Scope scope = workload.scope();
            List<String> after = List.of(Arrow.named(TaskChecks.TASK_DEFINITION.name(), subject));
            checks.add(new Check(TASK_ROLE, scope, subject, after, () -> role(taskRole(workload), "task")));
            checks.add(new Check(
                    TASK_PERMISSIONS,
                    scope,
                    subject,
                    List.of(Arrow.named(TASK_ROLE.name(), subject), AccountChecks.REGION.name()),
                    () -> permissions(workload)));
            checks.add(
                    new Check(EXECUTION_ROLE, scope, subject, after, () -> role(executionRole(workload), "execution")));
            checks.add(new Check(
                    EXECUTION_PERMISSIONS, scope, subject, named(EXECUTION_ROLE, subject), () -> execution(workload)));
        }
        return checks.stream();
    }

    private static List<String> named(Arrow arrow, String subject) {
        return List.of(Arrow.named(arrow.name(), subject));
    }

    private static String taskRole(Workload workload) {
        String arn = workload.definition().get().taskRoleArn();
        return arn == null ? "" : arn;
    }

    private static String executionRole(Workload workload) {
        String arn = workload.definition().get().executionRoleArn();
        return arn == null ? "" : arn;
    }

    private Optional<String> role(String arn, String kind) {
        if (arn.isEmpty()) {
            return Optional.of("the task definition names no " + kind + " role");
        }
        String trust;
        try {
            trust = roles.trust(arn.substring(arn.lastIndexOf('/') + 1));
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.of(arn + " does not exist");
            }
            throw e;
        }
        String tasks = "arn:%s:ecs:%s:%s:task/any".formatted(account.partition(), installation.region(), account.id());
        PolicyDocument.Request assume = new PolicyDocument.Request(
                TASKS, "sts:AssumeRole", "*", Map.of("aws:sourceaccount", account.id(), "aws:sourcearn", tasks));
        return switch (PolicyDocument.of(URLDecoder.decode(trust, StandardCharsets.UTF_8))
                .decide(assume)) {
            case ALLOWED -> Optional.empty();
            case REFUSED -> Optional.of(arn + " does not trust " + TASKS);
            case UNKNOWN ->
                throw NotAsked.because("the role's trust policy has a condition that cannot be evaluated from here");
        };
    }

    private Optional<String> permissions(Workload workload) {
        NeededPermissions needed = new NeededPermissions(installation, account.partition(), account.id());
        List<NeededPermissions.Need> needs =
                workload.isPipeline() ? needed.ofPipeline(tasks()) : needed.ofCourier(workload.subject());
        return roles.refused(taskRole(workload), needs).map(need -> "the role may not " + need);
    }

    /** @return task definitions of the sets, as far as they are known */
    private List<Workload> tasks() {
        return workloads.all().stream().filter(one -> !one.isPipeline()).toList();
    }

    private Optional<String> execution(Workload workload) {
        NeededPermissions needed = new NeededPermissions(installation, account.partition(), account.id());
        return roles.refused(executionRole(workload), needed.ofEcs(workload.hikyaku()))
                .map(need -> "ECS may not " + need);
    }
}
