package courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTailTest {

    private static final String SAID = "エラー: 注文番号が見つかりません (order 12)";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP", "ISO-2022-JP"})
    void whatAProgramSaysInJapaneseIsReadInAnyCharset(String charset) throws Exception {
        assertThat(text(SAID.getBytes(Charset.forName(charset)))).isEqualTo(SAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP", "ISO-2022-JP"})
    void theEndOfALongStoryIsReadToo(String charset) throws Exception {
        byte[] story = (SAID + "\n").repeat(500).getBytes(Charset.forName(charset));

        String text = text(story);

        assertThat(text.lines().skip(1)).hasSizeGreaterThan(20).allMatch(SAID::equals);
        assertThat(SAID).endsWith(text.lines().findFirst().orElseThrow());
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void halfWidthKanaTakeNoMoreRoomThanOtherText() throws Exception {
        String text = text("ｱｲｳ カタカナ ".repeat(1000).getBytes("windows-31j"));

        assertThat(text).contains("カタカナ");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void controlCharactersAreNoPartOfANote() throws Exception {
        assertThat(text("a\u001b[31mred\u0000\u0007\tb\r\nc\rd\u0085".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a?[31mred??\tb\nc\nd?");
    }

    @Test
    void aWordOfFrenchIsRead() throws Exception {
        assertThat(text("commande refusée".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("commande refusée");
    }

    @Test
    void anythingAtAllIsNoError() throws Exception {
        byte[] bytes = new byte[5000];
        new Random(1).nextBytes(bytes);

        assertThat(text(bytes).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
    }

    private static String text(byte[] said) throws InterruptedException {
        OutputTail tail = new OutputTail(new ByteArrayInputStream(said));
        tail.start();
        tail.join();
        return tail.text();
    }
}
