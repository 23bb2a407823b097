package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Converts what Terraform creates to the form of ECS' requests. An unknown argument keeps its own name, so that a
 * comparison shows it.
 *
 * @param tags default_tags of the provider
 */
record InAwsWords(Rendering made, Map<String, String> tags) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    /** Arguments that Terraform itself sets, or that are part of AWS' answer. */
    private static final Set<String> NO_ARGUMENTS = Set.of(
            "id", "arn", "arn_without_revision", "revision", "region", "track_latest", "tags_all", "skip_destroy");

    /** Blocks, which Terraform stores as lists. */
    private static final Set<String> SINGLE = Set.of("runtimePlatform", "ephemeralStorage");

    /** Arguments set elsewhere: in ecspresso.yml, by the image's revision, or by scaling. */
    private static final Set<String> NOT_IN_SERVICE_DEFINITION =
            Set.of("name", "cluster", "task_definition", "desired_count");

    /** Only some of the pipeline's variables: a function's environment has 4 KB. */
    private static final Pattern OF_THE_FUNCTION =
            Pattern.compile("HIKYAKU_AWS_REGION|HIKYAKU_LEDGER_TABLE|HIKYAKU_SWEEP_RECEIVED_AFTER"
                    + "|HIKYAKU_SETS_[A-Z0-9]+_(DOMAINS|INBOX|ALIASES|VIRTUAL|CLUSTER|TASK_DEFINITION)");

    JsonNode taskDefinition(String name) {
        ObjectNode said = JSON.objectNode();
        JsonNode resource = made.resource("module.work.aws_ecs_task_definition." + name);
        arguments(resource, said, Map.of("volume", "volumes"), Set.of());
        said.set("tags", tags(resource));
        return said;
    }

    JsonNode service() {
        ObjectNode said = JSON.objectNode();
        JsonNode resource = made.resource("module.work.aws_ecs_service.pipeline");
        Map<String, String> names = Map.of(
                "enable_ecs_managed_tags", "enableECSManagedTags",
                "deployment_minimum_healthy_percent", "deploymentConfiguration/minimumHealthyPercent",
                "deployment_maximum_percent", "deploymentConfiguration/maximumPercent",
                "deployment_circuit_breaker", "deploymentConfiguration/deploymentCircuitBreaker");
        arguments(resource, said, names, NOT_IN_SERVICE_DEFINITION);
        ObjectNode network = said.putObject("networkConfiguration").putObject("awsvpcConfiguration");
        arguments(resource.at("/network_configuration/0"), network, Map.of(), Set.of());
        network.put("assignPublicIp", network.path("assignPublicIp").asBoolean() ? "ENABLED" : "DISABLED");
        said.set("tags", tags(resource));
        return said;
    }

    /** What Terraform creates for the function, and in which module. */
    JsonNode function() {
        ObjectNode said = JSON.objectNode();
        String arn = made.resources("aws_ses_receipt_rule").values().stream()
                .map(rule -> rule.at("/lambda_action/0/function_arn").asText())
                .findFirst()
                .orElseThrow();
        JsonNode architecture = made.resource("module.work.aws_ecs_task_definition.pipeline")
                .at("/runtime_platform/0/cpu_architecture");
        String image = made.resource("module.work.aws_ecs_task_definition.pipeline")
                .at("/container_definitions/0/image")
                .asText();
        said.put("FunctionName", arn.substring(arn.lastIndexOf(':') + 1));
        said.put("Role", made.arn("module.mail.aws_iam_role.status[0]"));
        said.putObject("Code")
                .put(
                        "ImageUri",
                        made.resource("module.mail.aws_ecr_repository.status[0]")
                                        .path("repository_url")
                                        .asText()
                                + image.substring(image.lastIndexOf(':')));
        said.putArray("Architectures").add(architecture.asText().equals("ARM64") ? "arm64" : "x86_64");
        said.putObject("DeadLetterConfig").put("TargetArn", made.arn("module.mail.aws_sqs_queue.status_failures[0]"));
        said.putObject("LoggingConfig")
                .set(
                        "LogGroup",
                        made.resource("module.mail.aws_cloudwatch_log_group.status[0]")
                                .path("name"));
        ObjectNode variables = said.putObject("Environment").putObject("Variables");
        made.environment("pipeline").forEach((name, value) -> {
            if (OF_THE_FUNCTION.matcher(name).matches()) {
                variables.put(name, value);
            }
        });
        return said;
    }

    private static void arguments(JsonNode from, ObjectNode to, Map<String, String> names, Set<String> others) {
        from.properties().forEach(argument -> {
            String name = argument.getKey();
            if (!NO_ARGUMENTS.contains(name) && !others.contains(name)) {
                String[] path = names.getOrDefault(name, camelCase(name)).split("/");
                ObjectNode place = path.length == 1 ? to : to.withObjectProperty(path[0]);
                place.set(path[path.length - 1], block(path[path.length - 1], argument.getValue()));
            }
        });
    }

    private static JsonNode block(String name, JsonNode value) {
        if (SINGLE.contains(name) || name.equals("deploymentCircuitBreaker")) {
            ObjectNode single = JSON.objectNode();
            arguments(value.path(0), single, Map.of(), Set.of());
            return single;
        }
        return value;
    }

    private ArrayNode tags(JsonNode resource) {
        ArrayNode all = JSON.arrayNode();
        tags.forEach((key, value) -> all.addObject().put("key", key).put("value", value));
        resource.path("tags")
                .properties()
                .forEach(tag -> all.addObject()
                        .put("key", tag.getKey())
                        .put("value", tag.getValue().asText()));
        return all;
    }

    private static String camelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase());
    }
}
