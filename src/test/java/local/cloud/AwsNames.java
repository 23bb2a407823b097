package local.cloud;

import deploy.Rendering;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The names that local resources would have in AWS. A resource that is not in the table gets an ARN that no statement
 * allows.
 *
 * @param couriers the rendered set whose work queue is the only one here; empty if there is none
 */
public record AwsNames(Rendering made, String couriers) {

    public AwsNames(Rendering made) {
        this(made, "shop");
    }

    private static final Map<String, String> QUEUES = Map.of(
            "hikyaku-mail", "module.work.aws_sqs_queue.mail",
            "hikyaku-receipts", "module.work.aws_sqs_queue.receipts",
            "hikyaku-stored", "module.work.aws_sqs_queue.stored",
            "hikyaku-task-events", "module.work.aws_sqs_queue.task_events",
            "hikyaku-dead-letters", "module.work.aws_sqs_queue.dead_letters",
            "hikyaku-work-demo.fifo", "module.work.aws_sqs_queue.work[\"shop\"]",
            "hikyaku-work-books.fifo", "module.work.aws_sqs_queue.work[\"books\"]");

    private static final Map<String, String> BUCKETS = Map.of(
            LocalCloud.RAW_BUCKET, "module.mail.aws_s3_bucket.mail",
            LocalCloud.PARTS_BUCKET, "module.work.aws_s3_bucket.parts");

    private static final Map<String, String> TABLES = Map.of(LedgerTable.NAME, "module.work.aws_dynamodb_table.ledger");

    private static final Map<String, String> CLUSTERS = Map.of(
            "hikyaku-shop", "module.work.aws_ecs_cluster.set[\"shop\"]",
            "hikyaku-books", "module.work.aws_ecs_cluster.set[\"books\"]");

    private static final Map<String, String> TASK_DEFINITIONS = Map.of(
            "hikyaku-shop", "module.work.aws_ecs_task_definition.courier[\"shop\"]",
            "hikyaku-books", "module.work.aws_ecs_task_definition.courier[\"books\"]");

    String queue(String url) {
        String name = Path.of(URI.create(url).getPath()).getFileName().toString();
        return name.equals("hikyaku-work.fifo")
                ? made.arn("module.work.aws_sqs_queue.work[\"" + couriers + "\"]")
                : arn(QUEUES, name);
    }

    /** Terraform creates no bucket for the sets' aliases, so the bucket's name is the same here. */
    String bucket(String name) {
        return BUCKETS.containsKey(name) ? arn(BUCKETS, name) : "arn:aws:s3:::" + name;
    }

    /** The only key. */
    String key() {
        return made.arn("module.mail.aws_kms_key.mail");
    }

    String table(String name) {
        return arn(TABLES, name);
    }

    String cluster(String name) {
        return arn(CLUSTERS, name);
    }

    String taskDefinition(String family) {
        return arn(TASK_DEFINITIONS, family);
    }

    /** @param arn the ARN of a local task, which does not contain its cluster */
    String task(String cluster, String arn) {
        return cluster(cluster).replace(":cluster/", ":task/") + arn.substring(arn.lastIndexOf('/'));
    }

    /** @return ARNs of the roles that a task runs with */
    List<String> rolesOf(String family) {
        return made.taskRoles().getOrDefault(family, List.of());
    }

    /** @return the task's role for this access key; if there is none, a name that no role has */
    String role(String accessKey) {
        return made.taskRoles().entrySet().stream()
                .filter(task -> accessKey(task.getKey()).equals(accessKey))
                .map(task -> task.getValue().get(0).replaceFirst(".*/", ""))
                .findFirst()
                .orElse("nobody with the key " + accessKey);
    }

    /** Access keys contain only letters and digits. @param family the family of a task definition */
    public static String accessKey(String family) {
        return family.replaceAll("[^A-Za-z0-9]", "");
    }

    private String arn(Map<String, String> table, String name) {
        return table.containsKey(name) ? made.arn(table.get(name)) : "unknown:" + name;
    }
}
