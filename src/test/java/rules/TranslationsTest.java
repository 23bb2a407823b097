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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page says in English it says in Japanese: the same code, headings and rows of tables, in the same order. */
class TranslationsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n.*?^```$");
    private static final Pattern COMMENT = Pattern.compile("(?m) +# .*$");

    /** A heading's level, or a row of a table. */
    private static final Pattern OUTLINE = Pattern.compile("(?m)^(#+ |\\|.*\\|$)");

    private static final Pattern CODE = Pattern.compile("`[^`]+`");
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    static List<Path> translations() throws IOException {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(root, docs)
                    .filter(page -> page.toString().endsWith(".ja.md"))
                    .toList();
        }
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
    void eachPageLeadsToTheOther(Path page) throws IOException {
        Path english = english(page);

        assertThat(Files.readString(page)).contains("\n[English](" + english.getFileName() + ") | 日本語\n");
        assertThat(Files.readString(english)).contains("\nEnglish | [日本語](" + page.getFileName() + ")\n");
    }

    private static Path english(Path page) {
        return page.resolveSibling(page.getFileName().toString().replace(".ja.md", ".md"));
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

    /** How many cells it has, and the code in them, wherever the sentence has it. */
    private static String row(String line) {
        String code = CODE.matcher(line)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        return BETWEEN_CELLS.split(line, -1).length + " " + code;
    }
}
