package watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table in docs/metrics.md has all metrics that the code registers, and no others. {@code -Dmetrics.write} writes
 * it.
 */
class MetricsDocTest {

    private static final Path DOC = Path.of("docs/metrics.md");
    private static final Pattern TABLE =
            Pattern.compile("(<!-- metrics:.*?-->\n)(.*)(<!-- end of metrics -->)", Pattern.DOTALL);

    @Test
    void theTableOfTheMetricsIsInTheDocs() throws IOException {
        String doc = Files.readString(DOC);
        Matcher table = TABLE.matcher(doc);
        assertThat(table.find()).isTrue();

        if (System.getProperty("metrics.write") != null) {
            Files.writeString(DOC, table.replaceFirst("$1" + Matcher.quoteReplacement(metrics()) + "$3"));
        } else {
            assertThat(table.group(2)).isEqualTo(metrics());
        }
    }

    @Test
    void everyMetricHasItsNameFromHere() throws IOException {
        Pattern registered = Pattern.compile("(?:counter|gauge|timer|summary|builder)\\(\\s*\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(path -> path.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(
                                    registered.matcher(Files.readString(source)).find())
                            .isFalse());
        }
    }

    private static String metrics() {
        return Stream.of(Metric.values())
                .map(metric -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                metric.scraped(),
                                metric.type().name().toLowerCase(Locale.ROOT),
                                metric.labels().stream()
                                        .map(label -> "`" + label + "`")
                                        .collect(Collectors.joining(", ")),
                                metric.meaning()))
                .collect(Collectors.joining("", "| metric | is a | labels | |\n|---|---|---|---|\n", ""));
    }
}
