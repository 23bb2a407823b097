package work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTextTest {

    private static final String ATTRIBUTE = "reason" + "String";

    @Test
    void whatFitsGoesAsItIs() {
        assertThat(DeadLetterText.of("the message", "not JSON"))
                .isEqualTo(new DeadLetterText("the message", "not JSON"));
    }

    @ParameterizedTest
    @CsvSource({
        "exit 1: \u001b[31mred\u001b[0m, exit 1: ?[31mred?[0m",
        "a\u0000b, a?b",
        "a\u0085b, a?b",
        "a\uFFFEb, a?b",
        "a\uD800b, a?b",
        "a\uD83D\uDE00b, a\uD83D\uDE00b"
    })
    void aReasonKeepsTheCharactersThatSqsAllows(String reason, String legal) {
        assertThat(DeadLetterText.of("", reason).reason()).isEqualTo(legal);
    }

    @Test
    void linesOfAReasonStayLines() {
        assertThat(DeadLetterText.of("", "exit 1: a\tb\r\nc").reason()).isEqualTo("exit 1: a\tb\r\nc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aReasonIsNeverEmptyWhichSqsWouldRefuse(String none) {
        assertThat(DeadLetterText.of("", none).reason()).isEqualTo("no reason given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "注", "\uD83D\uDE00"})
    void aMessageOfAnySizeFitsWithItsReasonAndIsCutBetweenCharacters(String character) {
        String large = character.repeat(DeadLetterText.LARGEST / bytes(character));

        DeadLetterText letter = DeadLetterText.of(large, "not JSON " + character.repeat(5000));

        assertThat(bytes(letter.body()) + bytes(letter.reason()) + bytes(ATTRIBUTE))
                .isBetween(DeadLetterText.LARGEST - 100, DeadLetterText.LARGEST);
        assertThat(large).startsWith(letter.body());
        assertThat(letter.reason())
                .startsWith("not JSON " + character)
                .endsWith("; the message is too large for a dead letter, its end is cut off")
                .doesNotContain("\uFFFD");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
