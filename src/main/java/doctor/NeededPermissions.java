package doctor;

import doctor.aws.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import settings.HandOverMode;
import settings.MailSet;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * The requests that the routes and ECS send to AWS, with one example of each kind;
 * deploy/terraform/modules/work/routes.tf has the full list.
 */
record NeededPermissions(Installation installation, String partition, String account) {

    private static final Set<String> LISTS = Set.of("dynamodb:LeadingKeys", "dynamodb:Attributes");
    private static final List<String> CONSUMES =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility");

    /** All of the actions on each of the resources. @param context condition keys that the request has */
    record Need(List<String> actions, List<String> resources, Map<String, List<String>> context) {

        Need(List<String> actions, List<String> resources) {
            this(actions, resources, Map.of());
        }

        boolean isList(String key) {
            return LISTS.contains(key);
        }
    }

    List<Need> ofPipeline(List<Workload> couriers) {
        List<Need> needs = new ArrayList<>();
        needs.add(new Need(
                CONSUMES,
                Installation.INTAKES.stream()
                        .map(queue -> queue(installation.queues().get(queue)))
                        .toList()));
        needs.add(new Need(
                List.of("sqs:SendMessage"), List.of(queue(installation.queues().get(Installation.DEAD_LETTERS)))));
        needs.add(new Need(
                List.of("dynamodb:UpdateItem", "dynamodb:GetItem", "dynamodb:BatchGetItem"), List.of(table())));
        needs.add(new Need(List.of("dynamodb:Query"), List.of(table(), table() + "/index/open")));
        needs.add(new Need(List.of("s3:GetObject", "s3:PutObject"), List.of(objects(installation.partsBucket(), ""))));
        installation.sets().forEach((set, own) -> {
            needs.add(reads(set));
            aliases(own).ifPresent(needs::add);
            if (own.handOver() == HandOverMode.COURIER) {
                own.couriers()
                        .queue()
                        .ifPresent(url -> needs.add(
                                new Need(List.of("sqs:SendMessage", "sqs:GetQueueAttributes"), List.of(queue(url)))));
            }
        });
        couriers.forEach(courier -> needs.addAll(launches(courier)));
        return needs;
    }

    /** RunTask with the definition, in the set's cluster, and iam:PassRole for both of its roles. */
    private List<Need> launches(Workload courier) {
        MailSet set = installation.sets().get(courier.subject());
        String cluster = set.cluster().startsWith("arn:")
                ? set.cluster()
                : arn("ecs", installation.region(), "cluster/" + set.cluster());
        try {
            var definition = courier.definition().get();
            List<String> roles = Stream.of(definition.taskRoleArn(), definition.executionRoleArn())
                    .filter(role -> role != null && !role.isEmpty())
                    .toList();
            Need runs = new Need(
                    List.of("ecs:RunTask"),
                    List.of(definition.taskDefinitionArn()),
                    Map.of("ecs:cluster", List.of(cluster)));
            Need passes = new Need(
                    List.of("iam:PassRole"), roles, Map.of("iam:PassedToService", List.of("ecs-tasks.amazonaws.com")));
            return roles.isEmpty() ? List.of(runs) : List.of(runs, passes);
        } catch (AwsRefusal e) {
            return List.of(); // the set's own checks report a missing definition
        }
    }

    List<Need> ofCourier(String set) {
        MailSet own = installation.sets().get(set);
        List<Need> needs = new ArrayList<>();
        needs.add(reads(set));
        aliases(own).ifPresent(needs::add);
        new TreeSet<>(own.domains())
                .forEach(domain -> needs.add(new Need(
                        List.of("dynamodb:UpdateItem"),
                        List.of(table()),
                        Map.of(
                                "dynamodb:LeadingKeys", List.of(domain + "/MESSAGE"),
                                "dynamodb:Attributes", List.of("partition", "delivery", "status")))));
        if (own.handOver() == HandOverMode.COURIER) {
            own.couriers().queue().ifPresent(url -> needs.add(new Need(CONSUMES, List.of(queue(url)))));
        }
        return needs;
    }

    /** @param container the container whose image ECS pulls, and whose log it writes */
    List<Need> ofEcs(ContainerDefinition container) {
        List<Need> needs = new ArrayList<>();
        if (container.image().contains(".dkr.ecr.")) {
            String[] host = container.image().split("\\.");
            String repository = container.image().replaceFirst("^[^/]*/", "").replaceFirst("[:@].*$", "");
            needs.add(new Need(List.of("ecr:GetAuthorizationToken"), List.of("*")));
            needs.add(new Need(
                    List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                    List.of("arn:%s:ecr:%s:%s:repository/%s".formatted(partition, host[3], host[0], repository))));
        }
        if (container.logConfiguration() != null
                && container.logConfiguration().options().containsKey("awslogs-group")) {
            String group = container.logConfiguration().options().get("awslogs-group");
            needs.add(new Need(
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    List.of(arn("logs", installation.region(), "log-group:" + group + ":log-stream:any"))));
        }
        return needs;
    }

    private Need reads(String set) {
        return new Need(
                List.of("s3:GetObject"),
                installation.inboxes(set).stream()
                        .map(inbox -> objects(inbox.bucket(), inbox.prefix()))
                        .toList());
    }

    private java.util.Optional<Need> aliases(MailSet set) {
        return set.aliases().startsWith("s3://")
                ? java.util.Optional.of(new Need(List.of("s3:GetObject"), List.of(object(set.aliases()))))
                : java.util.Optional.empty();
    }

    private String object(String uri) {
        return "arn:%s:s3:::%s".formatted(partition, uri.substring("s3://".length()));
    }

    private String objects(String bucket, String prefix) {
        return "arn:%s:s3:::%s/%sMESSAGE".formatted(partition, bucket, prefix);
    }

    private String table() {
        return arn(
                "dynamodb",
                installation.region(),
                "table/" + installation.settings().ledgerTable());
    }

    private String queue(String url) {
        return installation.queueArn(partition, url);
    }

    private String arn(String service, String region, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
    }
}
