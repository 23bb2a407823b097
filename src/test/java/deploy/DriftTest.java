package deploy;

import static deploy.Deployed.CONFIG;
import static deploy.Deployed.COURIER;
import static deploy.Deployed.COURIER_CONFIG;
import static deploy.Deployed.FUNCTION;
import static deploy.Deployed.SERVICE;
import static deploy.Deployed.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Terraform creates a first revision, and ecspresso each later one, both from the same state. They are equal except for
 * the image's tag, which the deployment sets. Otherwise a deployment would lose a setting, or Terraform and ecspresso
 * would undo each other's changes.
 */
class DriftTest {

    private static final String ALL = "every-option";

    static Stream<String> states() {
        return Stream.of(
                "one-account", "cross-region", "two-accounts", "status-function", ALL, "two-sets", "one-more-set");
    }

    static Stream<Arguments> sets() {
        return states().flatMap(state -> Rendering.outputs(state).path("sets").properties().stream()
                .map(set -> Arguments.of(state, set.getKey())));
    }

    @ParameterizedTest
    @MethodSource("states")
    void thePipelinesTaskIsTheSameFromBoth(String state) {
        assertThat(task(state, deployed(state, "shop", "pipeline"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void thePipelinesServiceIsTheSameFromBothAndItsCountIsTheScalings(String state) {
        Deployed deployed = deployed(state, "shop", "pipeline");

        assertThat(service(state, deployed)).isEmpty();
        assertThat(deployed.file(SERVICE).has("desiredCount")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void aSetsTaskIsTheSameFromBoth(String state, String set) {
        assertThat(courier(state, set, deployed(state, set, courier(set)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void bothAreDeployedWhereTerraformMadeThem(String state, String set) {
        Deployed deployed = deployed(state, set, courier(set));
        JsonNode made = Rendering.of(state).resource("module.work.aws_ecs_service.pipeline");

        assertThat(deployed.file(CONFIG).path("service")).isEqualTo(made.path("name"));
        assertThat(made.path("cluster").asText())
                .endsWith(":cluster/" + deployed.file(CONFIG).path("cluster").asText());
        assertThat(deployed.file(COURIER_CONFIG).path("cluster"))
                .isEqualTo(Rendering.of(state)
                        .resource("module.work.aws_ecs_cluster.set[\"" + set + "\"]")
                        .path("name"));
    }

    @ParameterizedTest
    @MethodSource("withFunction")
    void theFunctionIsGivenWhatTerraformMadeForIt(String state) {
        assertThat(function(state, deployed(state, "shop", "pipeline"))).isEmpty();
    }

    static Stream<String> withFunction() {
        return Stream.of("status-function", ALL);
    }

    /** Settings that a deployment once lost or undid, or that it could lose. */
    @ParameterizedTest
    @MethodSource("planted")
    void aDriftIsFoundAndNamed(String name, List<String> found) {
        assertThat(found).anySatisfy(line -> assertThat(line).startsWith(name));
    }

    static Stream<Arguments> planted() {
        Deployed deployed = deployed(ALL, "shop", "pipeline");
        Deployed set = deployed(ALL, "shop", courier("shop"));
        String pipeline = "/containerDefinitions/pipeline";
        String courier = "/containerDefinitions/courier";
        return Stream.of(
                Arguments.of(
                        pipeline + "/healthCheck/", task(ALL, deployed.without("/pipeline/container/healthCheck"))),
                Arguments.of(
                        pipeline + "/secrets/HIKYAKU_DESK_USERS_KEI_PASSWORD/",
                        task(ALL, deployed.without("/pipeline/container/secrets"))),
                Arguments.of(
                        pipeline + "/environment/HIKYAKU_QUEUE_MAIL/",
                        task(ALL, deployed.without("/pipeline/container/environment"))),
                Arguments.of(pipeline + "/name", task(ALL, deployed.without("/pipeline/container/name"))),
                Arguments.of(pipeline + "/user", task(ALL, deployed.without("/pipeline/container/user"))),
                Arguments.of(pipeline + "/stopTimeout", task(ALL, deployed.without("/pipeline/container/stopTimeout"))),
                Arguments.of(
                        pipeline + "/readonlyRootFilesystem",
                        task(
                                ALL,
                                deployed.withText(
                                        "\"readonlyRootFilesystem\": true", "\"readonlyRootFilesystem\": false"))),
                Arguments.of(pipeline + "/mountPoints/", task(ALL, deployed.withText("\"/tmp\"", "\"/var/tmp\""))),
                Arguments.of("/volumes/tmp/", task(ALL, deployed.withText("\"volumes\": [{\"name\": \"tmp\"}],", ""))),
                Arguments.of("/cpu", task(ALL, deployed.withText("{{ tfstate `output.pipeline.cpu` }}", "512"))),
                Arguments.of("/memory", task(ALL, deployed.withText("{{ tfstate `output.pipeline.memory` }}", "1024"))),
                Arguments.of(
                        "/runtimePlatform/cpuArchitecture",
                        task(ALL, deployed.withText("{{ tfstate `output.pipeline.architecture` }}", "X86_64"))),
                Arguments.of(
                        "/taskRoleArn",
                        task(ALL, deployed.withText("output.pipeline_role_arn", "output.execution_role_arn"))),
                Arguments.of(
                        "/tags/cost/",
                        task(ALL, deployed.withText("\"tags\": {{ tfstate `output.pipeline.tags` }},", ""))),
                Arguments.of(
                        "/desiredCount",
                        service(ALL, deployed.withText("\"launchType\"", "\"desiredCount\": 2, \"launchType\""))),
                Arguments.of(
                        "/networkConfiguration/awsvpcConfiguration/assignPublicIp",
                        service(ALL, deployed.withText("{{ tfstate `output.pipeline.public_ip` }}", "DISABLED"))),
                Arguments.of(
                        "/networkConfiguration/awsvpcConfiguration/securityGroups/",
                        service(ALL, deployed.withText("{{ tfstate `output.pipeline.security_groups` }}", "[]"))),
                Arguments.of(
                        "/deploymentConfiguration/minimumHealthyPercent",
                        service(
                                ALL,
                                deployed.withText(
                                        "{{ tfstate `output.pipeline.deployment.minimum_healthy_percent` }}", "50"))),
                Arguments.of(
                        "/deploymentConfiguration/deploymentCircuitBreaker/rollback",
                        service(ALL, deployed.withText("\"rollback\": true", "\"rollback\": false"))),
                Arguments.of(
                        "/platformVersion",
                        service(
                                ALL,
                                deployed.withText(
                                        "{{ tfstate `output.pipeline.deployment.platform_version` }}", "LATEST"))),
                // ecspresso removes a service's tags that its definition lacks
                Arguments.of(
                        "/tags/service/",
                        service(ALL, deployed.withText("\"tags\": {{ tfstate `output.pipeline.tags` }},", ""))),
                Arguments.of(
                        courier + "/entryPoint/", courier(ALL, "shop", set.without("/sets/shop/container/entryPoint"))),
                Arguments.of(
                        courier + "/environment/HIKYAKU_SETS_SHOP_INBOX/",
                        courier(ALL, "shop", set.without("/sets/shop/container/environment"))),
                Arguments.of(
                        courier + "/environment/ORDERS_DB/",
                        courier(ALL, "shop", set.without("/sets/shop/container/environment"))),
                Arguments.of(
                        courier + "/logConfiguration/",
                        courier(ALL, "shop", set.without("/sets/shop/container/logConfiguration"))),
                Arguments.of(
                        "/memory",
                        courier(
                                ALL,
                                "shop",
                                set.withText("{{ tfstatef `output.sets['%s'].memory` (must_env `SET`) }}", "512"))),
                Arguments.of(
                        "/Environment/Variables/HIKYAKU_LEDGER_TABLE",
                        function(ALL, deployed.without("/status_function/environment/HIKYAKU_LEDGER_TABLE"))),
                Arguments.of("/Architectures/0", function(ALL, deployed.withText("}}arm64{{", "}}x86_64{{"))),
                Arguments.of(
                        "/DeadLetterConfig/TargetArn",
                        function(ALL, deployed.withText("{{ tfstate `output.status_function.failures_arn` }}", ""))));
    }

    @Test
    void anEmptyListAndNoneAreTheSame() {
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        empty.putArray("secrets");
        empty.putNull("volumes");

        assertThat(Drift.between(JsonNodeFactory.instance.objectNode(), empty)).isEmpty();
    }

    private static List<String> task(String state, Deployed deployed) {
        return Drift.between(words(state).taskDefinition("pipeline"), deployed.file(TASK));
    }

    private static List<String> service(String state, Deployed deployed) {
        return Drift.between(words(state).service(), deployed.file(SERVICE));
    }

    private static List<String> courier(String state, String set, Deployed deployed) {
        return Drift.between(words(state).taskDefinition(courier(set)), deployed.file(COURIER));
    }

    /** Values that only lambroll sets are not compared: size, time, command. */
    private static List<String> function(String state, Deployed deployed) {
        ObjectNode sent = (ObjectNode) deployed.file(FUNCTION);
        sent.remove(List.of("Description", "PackageType", "ImageConfig", "MemorySize", "Timeout"));
        return Drift.between(words(state).function(), sent);
    }

    private static InAwsWords words(String state) {
        Map<String, String> tags =
                state.equals(ALL) ? Map.of("service", "parcels", "cost", "mail") : Map.of("service", "hikyaku");
        return new InAwsWords(Rendering.of(state), tags);
    }

    private static String courier(String set) {
        return "courier[\"" + set + "\"]";
    }

    /** The definition with the tag of Terraform's revision. */
    private static Deployed deployed(String state, String set, String definition) {
        String image = Rendering.of(state)
                .resource("module.work.aws_ecs_task_definition." + definition)
                .at("/container_definitions/0/image")
                .asText();
        return Deployed.from(state, set, image.substring(image.lastIndexOf(':') + 1));
    }
}
