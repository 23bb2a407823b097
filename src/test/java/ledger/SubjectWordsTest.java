package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;

class SubjectWordsTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void wordsAreInLowerCaseAndEachOnce() {
        assertThat(SubjectWords.words("Re: RE: Order #77-0001 (Ünïcode)"))
                .containsExactly("re", "order", "77", "0001", "ünïcode");
    }

    @Test
    void neighboursAreTheWordsOfATextWithoutSpaces() {
        assertThat(SubjectWords.words("【楽天】注文 A社")).containsExactly("楽天", "注文", "a", "社");
        assertThat(SubjectWords.words("データー")).containsExactly("デー", "ータ", "ター");
    }

    @Test
    void halfWidthAndFullWidthFormsAreOne() {
        assertThat(SubjectWords.words("ﾗｸﾃﾝ ＯＲＤＥＲ１２ ㈱")).isEqualTo(SubjectWords.words("ラクテン order12 (株)"));
    }

    @Test
    void aHostileSubjectHasNoMoreWordsThanARowHasRoomFor() {
        StringBuilder endless = new StringBuilder();
        for (int c = 0x4e00; endless.length() < 100_000; c++) {
            endless.appendCodePoint(c);
        }

        assertThat(words(KEY).hashes(endless.toString())).hasSize(48 * 4);
        assertThat(words(KEY).hashes("\ud842".repeat(500))).isEmpty();
    }

    @Test
    void anotherKeyGivesOtherHashes() {
        assertThat(words(KEY).hashes("order")).isNotEqualTo(words(KEY + "1").hashes("order"));
        assertThat(new String(words(KEY).hashes("order"))).doesNotContain("order");
    }

    @Test
    void withoutAKeyNoSetHasSubjects() {
        assertThat(words(KEY).has("told")).isTrue();
        assertThat(words(null).has("told")).isFalse();
        assertThat(words(KEY).has("other")).isFalse();
        assertThat(words(KEY).has("")).isFalse();
    }

    private static SubjectWords words(String key) {
        Map<String, String> set = Map.of(
                "hikyaku.sets.told.domains", "told.example",
                "hikyaku.sets.told.aliases", "classpath:none",
                "hikyaku.sets.told.cluster", "one",
                "hikyaku.sets.told.task-definition", "one",
                "hikyaku.sets.told.subject-words", "true",
                "hikyaku.search.key", key == null ? "" : key);
        return new SubjectWords(Configuration.with(set));
    }
}
