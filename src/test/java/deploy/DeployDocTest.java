package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the pages about AWS name exists. */
class DeployDocTest {

    private static final Pattern PATH = Pattern.compile("`(?:\\w+=\\S+ )?((?:deploy|src)/[\\w./-]+)");
    private static final Pattern FOLDER = Pattern.compile("\\]\\(\\.\\./([\\w./-]+)\\)");
    private static final List<String> MADE_BY_THE_READER = List.of("deploy/terraform/examples/ours");

    @Test
    void theFirstApplyAddsAsManyResourcesAsThePageSays() throws IOException {
        int made = 0;
        for (var names = Rendering.of("one-account").resources().fieldNames(); names.hasNext(); names.next()) {
            made++;
        }

        assertThat(Files.readString(Path.of("docs/deploy.md"))).contains("Resources: " + made + " added");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "infrastructure", "standing-cost", "recover"})
    void everyFileThatAPageNamesIsThere(String page) throws IOException {
        String text = Files.readString(Path.of("docs", page + ".md"));

        assertThat(Pattern.compile(PATH + "|" + FOLDER).matcher(text).results().map(DeployDocTest::path))
                .filteredOn(path -> MADE_BY_THE_READER.stream().noneMatch(path::startsWith))
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "work"})
    void theTeardownCopiesFilesThatAreThereAndFreeWhatIsKept(String module) throws IOException {
        Path folder = Path.of("deploy/terraform/modules", module);
        String command = "cp " + module + "/teardown_override.tf.off " + module + "/teardown_override.tf";

        assertThat(Files.readString(Path.of("docs/deploy.md"))).contains(command);
        assertThat(resources(Files.readString(folder.resolve("teardown_override.tf.off"))))
                .containsExactlyInAnyOrderElementsOf(kept(folder));
    }

    /** Blocks that begin and end at the margin. */
    private static List<String> kept(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".tf")).toList()) {
                all.append(Files.readString(file));
            }
            return Pattern.compile("(?ms)^resource (\"\\w+\" \"\\w+\") \\{\n(.*?)^}")
                    .matcher(all)
                    .results()
                    .filter(block -> block.group(2).contains("prevent_destroy = true"))
                    .map(block -> block.group(1))
                    .toList();
        }
    }

    private static List<String> resources(String text) {
        return Pattern.compile("(?m)^resource (\"\\w+\" \"\\w+\") \\{")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String path(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
