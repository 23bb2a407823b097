package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each statement of the pipeline's role belongs to a route of the pictures in docs/routes.md. */
class RolesTest {

    private static final Pattern ROUTE = Pattern.compile("(?m)^  ([a-z-]+)(?:\\[[^]]*])? -- [a-z-]+ --> ");

    /** Maximum size of an attached policy, without white space; a role has at most ten. */
    private static final int LONGEST = 6_144;

    private final Rendering made = Rendering.of("one-more-set");

    @Test
    void everyStatementHasTheNameOfARoute() throws IOException {
        Set<String> known = ROUTE.matcher(Files.readString(Path.of("docs/routes.md")))
                .results()
                .map(MatchResult::group)
                .map(arrow -> arrow.replaceFirst("^ +([a-z-]+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Set.of("watch", "desk"));

        assertThat(made.statements("hikyaku-pipeline"))
                .hasSizeGreaterThan(20)
                .extracting(statement -> route(statement.path("Sid").asText()))
                .isSubsetOf(known);
    }

    /** @return deliver-mail for DeliverMail0 */
    private static String route(String sid) {
        return sid.replaceFirst("\\d+$", "").replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void nothingIsAllowedThatTakesAwayOrThatIsEverything() {
        assertThat(made.allowed("hikyaku-pipeline"))
                .noneMatch(action -> action.contains("*"))
                .noneMatch(action -> action.matches("s3:Delete.*|dynamodb:DeleteTable|sqs:(Purge|Delete)Queue"));
    }

    @Test
    void thereIsRoomForTheSets() {
        assertThat(made.resources("aws_iam_policy").values())
                .hasSizeBetween(4, 10)
                .allSatisfy(
                        policy -> assertThat(policy.path("policy").toString().length())
                                .as(policy.path("name").asText())
                                .isLessThan(LONGEST * 9 / 10));
    }

    @Test
    void aCourierReadsNoOtherSetsAliases() {
        String courier = made.resource("module.work.aws_iam_role_policy.courier[\"books\"]")
                .toString();

        assertThat(courier).contains("books-settings").doesNotContain("shop-settings");
    }
}
