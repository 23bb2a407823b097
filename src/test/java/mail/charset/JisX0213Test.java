package mail.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JisX0213Test {

    @ParameterizedTest
    @CsvSource({"a4a2, あ", "8eb1, ｱ", "aea1, 俱", "8fa1a1, 𠂉", "8ffef6, 𪚲", "8ff4fe, 翯", "8fa8a1, 宖", "8fafa1, 棙"})
    void bothPlanesAreReadInEucJis2004(String bytes, String text) {
        assertThat(new String(
                        HexFormat.of().parseHex(bytes.replace(" ", "")),
                        CharsetLabels.charset("euc-jis-2004").orElseThrow()))
                .isEqualTo(text);
    }

    @Test
    void placesWithoutACharacterHaveNone() {
        assertThat(JisX0213.character(2, 2, 1)).contains("\uFFFD");
        assertThat(JisX0213.character(1, 95, 1)).contains("\uFFFD");
        assertThat(JisX0213.character(1, 1, 0)).contains("\uFFFD");
    }
}
