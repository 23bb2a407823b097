package rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A link of a page leads to an existing file of this repository, and to an existing heading. */
class LinksTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^```\\w*\n.*?^```$|`[^`\n]+`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\n.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(root, docs).filter(LinksTest::isPage).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileAndAHeadingThatExist(Path page) throws IOException {
        assertThat(links(page)).allSatisfy(link -> {
            assertThat(target(page, link)).exists();
            if (link.contains("#")) {
                assertThat(anchors(target(page, link))).contains(link.substring(link.indexOf('#') + 1));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rules.TranslationsTest#translations")
    void aJapanesePageLeadsToJapanesePagesWhereThereAreAny(Path page) throws IOException {
        List<Path> english = links(page).stream()
                .map(link -> target(page, link))
                .filter(target -> isPage(target) && !target.toString().endsWith(".ja.md"))
                .filter(target -> !target.equals(TranslationsTest.english(page)))
                .toList();

        assertThat(english)
                .isNotEmpty()
                .allSatisfy(
                        target -> assertThat(TranslationsTest.japanese(target)).doesNotExist());
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }

    /** Links inside this repository; links to other sites are not checked. */
    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains(":"))
                .toList();
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    /** Anchors as GitHub makes them: lower case, hyphens for blanks, no punctuation. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
