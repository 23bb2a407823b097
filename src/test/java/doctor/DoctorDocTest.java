package doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import doctor.aws.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/doctor.md equals the table that the code generates. */
class DoctorDocTest {

    private static final Path PAGE = Path.of("docs/doctor.md");
    private static final String HEAD = "| arrow | whole if | otherwise | permissions |\n|---|---|---|---|\n";

    @Test
    void theTableOfArrowsIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(HEAD) + HEAD.length()).replaceFirst("(?s)\n\n.*", "");

        assertThat(table).as("write it again: java -cp … doctor.DoctorDocTest").isEqualTo(table());
    }

    @Test
    void thePolicyAllowsWhatIsAskedAndNothingElse() throws IOException {
        String page = Files.readString(PAGE);
        String json = page.substring(page.indexOf("```json\n") + "```json\n".length());
        JsonNode policy = AwsAccount.JSON.readTree(json.substring(0, json.indexOf("\n```")));
        Set<String> allowed = new TreeSet<>();
        policy.path("Statement")
                .forEach(statement ->
                        PolicyDocument.texts(statement.path("Action")).forEach(allowed::add));

        assertThat(allowed)
                .isEqualTo(Doctor.arrows().stream()
                        .flatMap(arrow -> arrow.permissions().stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(allowed).allMatch(action -> action.matches(".*:(Get|List|Describe|Batch|Query|Simulate).*"));
    }

    @Test
    void everyArrowIsNamedOnceAndSaysWhatToDo() {
        List<String> names = Doctor.arrows().stream().map(Arrow::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(Doctor.arrows()).allSatisfy(arrow -> {
            assertThat(arrow.asks()).isNotEmpty();
            assertThat(arrow.remedy()).isNotEmpty();
            assertThat(arrow.command()).isNotEmpty();
        });
    }

    private static String table() {
        return Doctor.arrows().stream()
                .map(arrow -> "| `%s` | %s | %s: `%s` | %s |"
                        .formatted(
                                arrow.name(),
                                arrow.asks(),
                                arrow.remedy(),
                                arrow.command(),
                                arrow.permissions().stream()
                                        .map(permission -> "`" + permission + "`")
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }

    /** Prints the table. */
    public static void main(String... arguments) {
        System.out.println(HEAD + table());
    }
}
