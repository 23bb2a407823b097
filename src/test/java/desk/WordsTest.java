package desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void bothLanguagesSayTheSameThingsWithTheSamePlaces() {
        Map<String, String> english = Words.in(Locale.ENGLISH);
        Map<String, String> japanese = Words.in(Locale.JAPANESE);

        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        assertThat(english)
                .allSatisfy((key, text) ->
                        assertThat(places(japanese.get(key))).as(key).isEqualTo(places(text)));
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theNotesOfThePipelineAreTranslatedBesideTheEnglish() {
        Map<String, String> japanese = Words.in(Locale.JAPANESE);

        assertThat(Words.translated("no alias for this address", japanese)).isEqualTo("このアドレスのエイリアスがありません");
        assertThat(Words.translated("no alias for ne-9", japanese)).isEqualTo("ne-9 のエイリアスがありません");
        assertThat(Words.translated("exit 1: {code} $1\nsecond line", japanese))
                .isEqualTo("終了コード 1：{code} $1\nsecond line");
        assertThat(Words.translated("exit 0", japanese)).isEqualTo("終了コード 0");
        assertThat(Words.translated("what a program says", japanese)).isEmpty();
        assertThat(Words.translated("exit 0", Words.ENGLISH)).isEmpty();
    }

    @Test
    void whatIsFilledInIsNotSearchedForPlaces() {
        assertThat(Words.fill("{by} says {note}", Map.of("by", "{note}", "note", "$1 \\ {by}")))
                .isEqualTo("{note} says $1 \\ {by}");
        assertThat(List.of(Words.fill("no place", Map.of()))).containsExactly("no place");
    }
}
