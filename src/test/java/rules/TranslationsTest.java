package rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Japanese page has the same content as its English page: the same code, headings and table rows, in the same order.
 * Each section has the same number of paragraphs and list items, the same commands and settings, and links to the same
 * pages.
 */
class TranslationsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n.*?^```$");
    private static final Pattern COMMENT = Pattern.compile("(?m) +# .*$");

    /** A heading's level, or a row of a table. */
    private static final Pattern OUTLINE = Pattern.compile("(?m)^(#+ |\\|.*\\|$)");

    private static final Pattern CODE = Pattern.compile("`[^`]+`");
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    private static final Pattern SECTION = Pattern.compile("(?m)^(?=#+ )");
    private static final Pattern PARAGRAPH = Pattern.compile("\n\n+");
    private static final Pattern ITEM = Pattern.compile("(?m)^ *(-|\\d+\\.) ");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    static List<Path> translations() throws IOException {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(root, docs)
                    .filter(page -> page.toString().endsWith(".ja.md"))
                    .toList();
        }
    }

    @Test
    void operatorsCanReadTheirPagesInJapanese() throws IOException {
        assertThat(translations())
                .map(Path::toString)
                .contains(
                        "README.ja.md",
                        "docs/courier.ja.md",
                        "docs/desk.ja.md",
                        "docs/migrate.ja.md",
                        "docs/operate.ja.md",
                        "docs/runbook.ja.md");
    }

    @ParameterizedTest
    @MethodSource("translations")
    void itsCodeIsThatOfTheEnglishPageButForComments(Path page) throws IOException {
        assertThat(blocks(Files.readString(page))).isEqualTo(blocks(Files.readString(english(page))));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void itsHeadingsAndTablesAreThoseOfTheEnglishPage(Path page) throws IOException {
        assertThat(outline(Files.readString(page))).isNotEmpty().isEqualTo(outline(Files.readString(english(page))));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void noParagraphItemCommandSettingOrLinkOfASectionIsMissing(Path page) throws IOException {
        List<String> english = sections(Files.readString(english(page)));
        List<String> japanese = sections(Files.readString(page));

        assertThat(japanese).hasSameSizeAs(english);
        for (int i = 0; i < english.size(); i++) {
            String section = english.get(i);
            assertThat(contents(japanese.get(i)))
                    .as("%s: %s", page, section.lines().findFirst().orElse(""))
                    .isEqualTo(contents(section));
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void eachPageLeadsToTheOther(Path page) throws IOException {
        Path english = english(page);

        assertThat(Files.readString(page)).contains("\n[English](" + english.getFileName() + ") | 日本語\n");
        assertThat(Files.readString(english)).contains("\nEnglish | [日本語](" + page.getFileName() + ")\n");
    }

    static Path english(Path page) {
        return page.resolveSibling(page.getFileName().toString().replace(".ja.md", ".md"));
    }

    static Path japanese(Path page) {
        return page.resolveSibling(page.getFileName().toString().replace(".md", ".ja.md"));
    }

    private static List<String> blocks(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> block.group(1).equals("sh")
                        ? COMMENT.matcher(block.group()).replaceAll("")
                        : block.group())
                .toList();
    }

    private static List<String> outline(String page) {
        return OUTLINE.matcher(BLOCK.matcher(page).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(line -> line.startsWith("|") ? row(line) : line)
                .toList();
    }

    private static List<String> sections(String page) {
        return SECTION.splitAsStream(BLOCK.matcher(page).replaceAll("")).toList();
    }

    /** The parts of a section that are equal in every language. */
    private static String contents(String section) {
        return """
                paragraphs: %d
                items: %d
                code: %s
                links: %s""".formatted(
                        PARAGRAPH.split(section.strip()).length,
                        ITEM.matcher(section).results().count(),
                        distinct(CODE.matcher(section).results().map(MatchResult::group)),
                        distinct(LINK.matcher(section)
                                .results()
                                .map(link -> link.group(1).replace(".ja.", "."))));
    }

    private static String distinct(Stream<String> texts) {
        return texts.distinct().sorted().collect(Collectors.joining(" "));
    }

    /** The number of cells, and the code in them, in any order. */
    private static String row(String line) {
        String code = distinct(CODE.matcher(line).results().map(MatchResult::group));
        return BETWEEN_CELLS.split(line, -1).length + " " + code;
    }
}
