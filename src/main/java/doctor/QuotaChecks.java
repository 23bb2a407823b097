package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import settings.HandOverMode;
import settings.MailSet;

/** How much the account may run at a time. */
final class QuotaChecks {

    static final Arrow VCPU_QUOTA = Arrow.of(
            "vcpu-quota",
            "the account may run at the same time the pipeline's tasks and each set's tasks up to its limit "
                    + "(limits.at-once, couriers.at-most), or one task of a set without a limit",
            "request a higher quota before the MX moves; tasks beyond it wait, and are retried",
            "aws service-quotas request-service-quota-increase --service-code fargate --quota-code L-3032A538"
                    + " --desired-value VCPUS",
            "servicequotas:GetServiceQuota");
    static final Arrow LAUNCH_RATE = Arrow.of(
            "launch-rate",
            "all pipelines together launch at most 20 tasks a second (hikyaku.launches-per-second), Fargate's limit",
            "divide 20 by the number of pipelines",
            "terraform apply",
            "ecs:DescribeServices");

    static final List<Arrow> ARROWS = List.of(VCPU_QUOTA, LAUNCH_RATE);

    /** Fargate On-Demand vCPU resource count. */
    private static final String VCPUS = "L-3032A538";

    private static final double UNITS = 1024;
    private static final int FARGATE_RATE = 20;

    private final Installation installation;
    private final Calls calls;
    private final Workloads workloads;

    QuotaChecks(Installation installation, Calls calls, Workloads workloads) {
        this.installation = installation;
        this.calls = calls;
        this.workloads = workloads;
    }

    Stream<Check> all() {
        List<String> definitions = workloads.all().stream()
                .map(workload -> Arrow.named(TaskChecks.TASK_DEFINITION.name(), workload.subject()))
                .toList();
        List<String> after = new ArrayList<>(definitions);
        after.add(AccountChecks.CREDENTIALS.name());
        return Stream.of(
                new Check(VCPU_QUOTA, Scope.PIPELINE, "", after, this::vcpus),
                new Check(LAUNCH_RATE, Scope.PIPELINE, "", List.of(TaskChecks.SERVICE.name()), this::launchRate));
    }

    private Optional<String> vcpus() {
        ObjectNode input = new ObjectMapper()
                .createObjectNode()
                .put("ServiceCode", "fargate")
                .put("QuotaCode", VCPUS);
        JsonNode answer = calls.json(AwsService.SERVICEQUOTAS, installation.region(), "GetServiceQuota", input);
        double quota = answer.path("Quota").path("Value").asDouble();
        double needed = workloads.all().stream()
                .mapToDouble(workload -> tasks(workload) * cpu(workload))
                .sum();
        return needed <= quota
                ? Optional.empty()
                : Optional.of("the account may run %.2f vCPUs at a time, and the settings need %.2f"
                        .formatted(quota, needed));
    }

    private int tasks(Workload workload) {
        if (workload.isPipeline()) {
            return Math.max(1, workloads.service().desiredCount());
        }
        MailSet set = installation.sets().get(workload.subject());
        return set.handOver() == HandOverMode.COURIER
                ? set.couriers().atMost()
                : set.limits().atOnce().orElse(1);
    }

    private static double cpu(Workload workload) {
        String cpu = workload.definition().get().cpu();
        return cpu == null ? 0 : Double.parseDouble(cpu) / UNITS;
    }

    private Optional<String> launchRate() {
        int pipelines = Math.max(1, workloads.service().desiredCount());
        int rate = pipelines * installation.settings().launchesPerSecond();
        return rate <= FARGATE_RATE
                ? Optional.empty()
                : Optional.of("%d pipelines may launch %d tasks a second together".formatted(pipelines, rate));
    }
}
