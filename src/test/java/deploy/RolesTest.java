package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policies of the pipeline's role are the routes' of the picture in the README. */
class RolesTest {

    private static final Pattern ROUTE = Pattern.compile("(?m)^  ([a-z-]+)(?:\\[[^]]*])? -- [a-z-]+ --> ");

    /** All policies of a role together, without white space. */
    private static final int LONGEST = 10_240;

    private final Rendering made = Rendering.of("one-more-set");

    @Test
    void everyPolicyHasTheNameOfARoute() throws IOException {
        Set<String> known = ROUTE.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .map(arrow -> arrow.replaceFirst("^ +([a-z-]+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Set.of("watch", "desk"));

        assertThat(made.resources("aws_iam_role_policy").values())
                .filteredOn(policy -> policy.path("role").asText().equals("hikyaku-pipeline"))
                .isNotEmpty()
                .allSatisfy(
                        policy -> assertThat(known).contains(policy.path("name").asText()));
    }

    @Test
    void nothingIsAllowedThatTakesAwayOrThatIsEverything() {
        assertThat(made.allowed("hikyaku-pipeline"))
                .noneMatch(action -> action.contains("*"))
                .noneMatch(action -> action.matches("s3:Delete.*|dynamodb:DeleteTable|sqs:(Purge|Delete)Queue"));
    }

    @Test
    void thereIsRoomForTheSets() {
        int length = made.resources("aws_iam_role_policy").values().stream()
                .filter(policy -> policy.path("role").asText().equals("hikyaku-pipeline"))
                .mapToInt(policy -> policy.path("policy").toString().length())
                .sum();

        assertThat(length).isLessThan(LONGEST * 9 / 10);
    }

    @Test
    void aCourierReadsNoOtherSetsAliases() {
        String courier = made.resource("module.work.aws_iam_role_policy.courier[\"books\"]")
                .toString();

        assertThat(courier).contains("books-settings").doesNotContain("shop-settings");
    }
}
