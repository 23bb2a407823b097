package desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cli.FindCommand;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SearchQueryTest {

    private static final String TOO_LONG = "a search has at most 8 words of at most 500 characters: leave some out";

    static List<String> tooLong() {
        return List.of("word ".repeat(9), "x".repeat(501), "word ".repeat(3000), "x".repeat(10_000_000));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void aSearchThatWouldTakeMinutesIsRefused(String text) {
        assertThatThrownBy(() -> question(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(TOO_LONG);
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void theCommandLineSaysSoBeforeItAsksAnything(String text) {
        assertThatCode(() -> {
                    java.io.StringWriter said = new java.io.StringWriter();
                    int exit = new CommandLine(new FindCommand())
                            .setErr(new java.io.PrintWriter(said))
                            .execute(text);
                    assertThat(exit).isEqualTo(2);
                    assertThat(said.toString()).startsWith(TOO_LONG);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void eightLongWordsAreNotTooLong() {
        String words = ("x".repeat(500) + " ").repeat(8);

        assertThat(question(words).words()).hasSize(8);
        assertThat(question(words).without("y").words()).hasSize(8);
    }

    private static SearchQuery question(String text) {
        return new SearchQuery(text, "", null, Instant.EPOCH, Instant.EPOCH, 1);
    }
}
