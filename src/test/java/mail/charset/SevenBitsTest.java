package mail.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charsets of seven bits. A bar means the escape character, ^N and ^O mean SO and SI. */
class SevenBitsTest {

    @ParameterizedTest
    @CsvSource({
        "iso-2022-jp-2, '|$BCmJ8|(B |$(CGQ1[|(B |$(D+1|(B', '注文 한글 é'",
        "iso-2022-jp-2, 'a|.A|Niz|.F|Naz', 'aézαz'",
        "iso-2022-jp-2, '|$A6)5%|(B!', '订单!'",
        "iso-2022-jp-1, '|$(D0!|(B', '丂'",
        "iso-2022-jp-3, '|$(O.!|(B', '俱'",
        "iso-2022-jp-2004, '|$(QO~|(B', '吞'",
        "iso-2022-jp-2004, '|$(P!!|(B', '𠂉'",
        "iso-2022-jp-2004, '|$(P~v|(B', '𪚲'",
        "iso-2022-jp-3, '|$(O$w|(B', 'か゚'",
        "iso-2022-jp-1, '|(Ja\\~|(I1|(B\\~', 'a¥‾ｱ\\~'",
        "iso-2022-jp-1, 'a^N1^Ob', 'aｱb'",
        "iso-2022-kr, '|$)C^NAV9.^O 12', '주문 12'",
        "iso-2022-kr, '^NAV9.^O 12', '주문 12'",
        "iso-2022-kr, '^NAV9.\n12', '주문\n12'",
        "iso-2022-cn, '|$)A^N6)5%^O', '订单'",
        "iso-2022-cn-ext, '|$)G^NDc^O |$*H|N!!', '中 乂'",
        "iso-2022-cn-ext, '|$+I|O!!', '丨'",
        "iso-2022-jp-2, 'a|[0mb', 'a|[0mb'",
        "hz-gb-2312, 'a~{6)5%~}b~~~\nc~d', '订单'",
        "utf-7, 'Hi Mom -+Jjo--!+ZeVnLIqe-', 'Hi Mom -☺-!日本語'",
        "utf-7, '1+1=2 +- a+', '1+1=2 + a+'",
        "utf-7, '+ANw-bersicht', 'Übersicht'",
        "utf-7, '+2DzfFQ-', '🌕'",
        "utf-7, '+ZeU.', '日.'",
    })
    void isRead(String label, String text, String expected) {
        String decoded = new String(bytes(text), CharsetLabels.charset(label).orElseThrow());

        assertThat(decoded.replace('\u001B', '|')).isEqualTo(label.startsWith("hz") ? "a订单b~c~d" : expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'|$BCm!J8$N>&IJ|(B end', '注文の商品 end'",
        "'|$BCm!J8$N|(B end', '注文の end'",
    })
    void aStrayByteBetweenKanjiCostsNothingBehindIt(String text, String expected) {
        byte[] bytes = bytes(text);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '!' ? (byte) 0xE9 : bytes[i];
        }
        Charset jis = CharsetLabels.charset("iso-2022-jp-1").orElseThrow();

        assertThat(new String(bytes, jis).replace("\uFFFD", "")).isEqualTo(expected);
        assertThat(new String(bytes, jis)).contains("\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({
        "'|$BC!J8$N|(B end', '\uFFFD文の end'",
        "'|$B!m$N|(B end', '\uFFFDの end'",
        "'|$BCm$|(B end', '注\uFFFD end'",
        "'|$BCm~~J8|(B end', '注\uFFFD文 end'",
        "'|$BCm|(B a!b', '注 a\uFFFDb'",
        "'|$BCmJ8\nHello there\n', '注文\nHello there\n'",
        "'|$BCmJ8\nHello!\n|$B$4|(B', '注文\nHello!\nご'",
        "'|$BCmJ8\nCmJ8|(B', '注文\n注文'",
    })
    void whatIsDamagedIsOneCharacter(String text, String expected) {
        byte[] bytes = bytes(text);
        for (int i = 0; i < bytes.length; i++) {
            boolean stray = bytes[i] == '!' && !text.contains("Hello");
            bytes[i] = stray ? (byte) 0xE9 : bytes[i];
        }

        assertThat(new String(bytes, CharsetLabels.iso2022())).isEqualTo(expected);
    }

    private static byte[] bytes(String text) {
        return text.replace('|', '\u001B')
                .replace("^N", "\u000E")
                .replace("^O", "\u000F")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
