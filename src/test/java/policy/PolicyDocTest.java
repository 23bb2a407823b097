package policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in docs/policy.md equals the table that the code generates. {@code -Dpolicy.write} writes it. */
class PolicyDocTest {

    private static final Path DOC = Path.of("docs/policy.md");
    private static final Pattern TABLE =
            Pattern.compile("(<!-- rules:.*?-->\n)(.*)(<!-- end of rules -->)", Pattern.DOTALL);

    @Test
    void theTableOfTheRulesIsInTheDocs() throws IOException {
        String doc = Files.readString(DOC);
        Matcher table = TABLE.matcher(doc);
        assertThat(table.find()).isTrue();

        if (System.getProperty("policy.write") != null) {
            Files.writeString(DOC, table.replaceFirst("$1" + Matcher.quoteReplacement(rules()) + "$3"));
        } else {
            assertThat(table.group(2)).isEqualTo(rules());
        }
    }

    private static String rules() {
        return Stream.of(Rule.values())
                .map(rule -> "| `%s` | %s | `%s` | %s |\n"
                        .formatted(rule.key(), rule.when(), rule.usual().key(), rule.why()))
                .collect(Collectors.joining("", "| rule | applies when | usual | because |\n|---|---|---|---|\n", ""));
    }
}
