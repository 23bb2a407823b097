package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each of CI's roles can be assumed only from one repository and one branch. It may pass only the roles of the tasks
 * and functions that it deploys.
 */
class BootstrapTest {

    private static final String SUBJECT = "/Condition/StringEquals/token.actions.githubusercontent.com:sub";
    private static final String AUDIENCE = "/Condition/StringEquals/token.actions.githubusercontent.com:aud";
    private static final List<String> FOR_ALL = List.of(
            "ecr:GetAuthorizationToken",
            "ecs:RegisterTaskDefinition",
            "ecs:DescribeTaskDefinition",
            "ecs:ListTaskDefinitions",
            "ecs:ListTasks",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies");

    private final Rendering made = Rendering.of("bootstrap");

    @ParameterizedTest
    @CsvSource({"pipeline,infrastructure", "functions,functions", "shop,shop"})
    void aRoleOfCiIsTakenOnByItsRepositorysMainBranchAlone(String role, String repository) {
        JsonNode trust = made.resource("aws_iam_role.ci[\"" + role + "\"]").path("assume_role_policy");

        assertThat(trust.path("Statement")).hasSize(1);
        assertThat(trust.path("Statement").path(0).at(SUBJECT).asText())
                .isEqualTo("repo:example/" + repository + ":ref:refs/heads/main");
        assertThat(trust.path("Statement").path(0).at(AUDIENCE).asText()).isEqualTo("sts.amazonaws.com");
    }

    @Test
    void aRoleOfCiHandsOnTheRolesOfWhatItDeploysAndToItsServiceOnly() {
        assertThat(passed("pipeline")).containsExactlyInAnyOrder("hikyaku-pipeline", "hikyaku-execution");
        assertThat(passed("shop")).containsExactlyInAnyOrder("hikyaku-courier-shop", "hikyaku-execution");
        assertThat(passed("functions")).containsExactly("hikyaku-status");
        for (String role : List.of("pipeline", "shop", "functions")) {
            assertThat(statements(role))
                    .filteredOn(statement -> statement.path("Action").asText().equals("iam:PassRole"))
                    .allSatisfy(statement -> assertThat(statement
                                    .at("/Condition/StringEquals/iam:PassedToService")
                                    .asText())
                            .isNotEmpty());
        }
    }

    @Test
    void aSetsRoleOfCiPushesItsOwnImageOnly() {
        Map<String, List<String>> pushed = List.of("pipeline", "shop").stream()
                .collect(Collectors.toMap(
                        role -> role,
                        role -> statements(role).stream()
                                .filter(statement ->
                                        Grant.texts(statement.path("Action")).anyMatch("ecr:PutImage"::equals))
                                .flatMap(statement -> Grant.texts(statement.path("Resource")))
                                .map(arn -> arn.replaceFirst(".*/", ""))
                                .toList()));

        assertThat(pushed).isEqualTo(Map.of("pipeline", List.of("hikyaku"), "shop", List.of("shop")));
    }

    /**
     * Actions on all resources only read, with one exception: IAM cannot limit the registration of a task definition to
     * a family. The limit is another permission: the caller can register only roles that it may pass.
     */
    @Test
    void nothingIsAllowedOnEverything() {
        for (String role : List.of("pipeline", "shop", "functions")) {
            assertThat(statements(role)).allSatisfy(statement -> {
                assertThat(Grant.texts(statement.path("Action"))).noneMatch(action -> action.contains("*"));
                if (statement.path("Resource").asText().equals("*")) {
                    assertThat(Grant.texts(statement.path("Action"))).isSubsetOf(FOR_ALL);
                }
            });
        }
    }

    @Test
    void terraformsRoleIsTakenOnByThoseThatAreNamedAndDoesNotChangeWhoDeploys() {
        JsonNode trust = made.resource("aws_iam_role.terraform").at("/assume_role_policy/Statement/0");
        JsonNode denied = Rendering.elements(
                        made.resource("aws_iam_role_policy.terraform").at("/policy/Statement"))
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .findFirst()
                .orElseThrow();

        assertThat(trust.at("/Condition/ArnEquals/aws:PrincipalArn").asText())
                .isEqualTo("arn:aws:iam::000000000000:role/atlantis");
        assertThat(Grant.texts(denied.path("Resource")).map(arn -> arn.replaceFirst(".*/", "")))
                .containsExactlyInAnyOrder("hikyaku-terraform", "hikyaku-ci-*");
    }

    private List<String> passed(String role) {
        return statements(role).stream()
                .filter(statement -> statement.path("Action").asText().equals("iam:PassRole"))
                .flatMap(statement -> Grant.texts(statement.path("Resource")))
                .map(arn -> arn.replaceFirst(".*/", ""))
                .toList();
    }

    private List<JsonNode> statements(String role) {
        return Rendering.elements(made.resource("aws_iam_role_policy.ci[\"" + role + "\"]")
                        .at("/policy/Statement"))
                .toList();
    }
}
