package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {

    @Test
    void aWordMayBeAsLongAsItsHeader() throws IOException {
        String text = "注文".repeat(20_000);
        String word = "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";

        Unpacked mail = Unpacked.of("Subject: " + word + "\r\nFrom: " + word + " <a@example.com>\r\n\r\n");

        assertThat(mail.manifest().subject()).isEqualTo(text);
        assertThat(mail.manifest().from().get(0).name()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?5rOo5paH, 注文",
        "=?UTF-8?B?5rOo5paH?, 注文",
        "Re: =?UTF-8?B?5rOo5paH =?UTF-8?B?5ZWG5ZOB?=, Re: 注文商品",
        "=?UTF-8?Q?=E6=B3=A8=E6=96, 注\uFFFD",
        "=?UTF-8?Q?what?_yes?=, what? yes",
        "=?UTF-8?Q?a=?UTF-8?Q?b?=, =?UTF-8?Q?ab",
        "=?UTF-8?B?5rOo?==?UTF-8?B?5paH?=, 注文",
        "=?x?y?z, =?x?y?z",
        "=?UTF-8?B?, =?UTF-8?B?",
        "=?UTF-8?B?= x, x",
        "=?UTF-8?Q?= x, = x",
        "=?utf-7?Q?+ZeU?= =?utf-7?Q?abc?=, 日abc",
        "=?hz-gb-2312?Q?~{6)5%?= =?hz-gb-2312?Q?abc?=, 订单abc",
    })
    void aWordThatHasLostItsEndIsReadAsFarAsItGoes(String header, String expected) {
        assertThat(EncodedWords.decode(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'|$BCmJ8', 'No.123', 注文No.123",
        "'|$BCmJ8', 'Order1', 注文Order1",
        "'|$BCmJ8', ' 12', '注文 12'",
        "'|$BCmJ8', '|$B$4|(B', 注文ご",
        "'|$BCmJ8', 'No.|$B$4|(B', 注文No.ご",
        "'|$BCm', 'J8|(B', 注文",
        "'|$BCmJ', '8|(B 12', '注文 12'",
        "'|$B$4', '$4$4', ごごご",
        "'|$(D0!', 'No.1', 丂No.1",
        "'|$BCmJ8|(B', 'Order1', 注文Order1",
        "'|$BCmJ8|(J', 'Order1', 注文Order1",
    })
    void aWordInIso2022JpBeginsInAsciiUnlessItGoesOn(String one, String two, String expected) {
        assertThat(EncodedWords.decode(word(one) + "\r\n " + word(two))).isEqualTo(expected);
        assertThat(EncodedWords.decode(word("a") + "\r\n " + word(one) + "\r\n " + word(two)))
                .isEqualTo("a" + expected);
    }

    @Test
    void aTextThatIsCutAnywhereIsJoined() {
        byte[] jis = "ご注文ありがとうございます 12 商品".getBytes(Charset.forName("x-windows-iso2022jp"));
        for (int cut = 1; cut < jis.length; cut++) {
            String words = base64(Arrays.copyOf(jis, cut)) + " " + base64(Arrays.copyOfRange(jis, cut, jis.length));

            assertThat(EncodedWords.decode(words)).as("cut at %d", cut).isEqualTo("ご注文ありがとうございます 12 商品");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename=\"\u001B$B$\"$$\u001B(B.txt\"",
                "filename=\"\u001B$B$\\\"$$\u001B(B.txt\"",
                "filename=\u001B$B$\"$$\u001B(B.txt",
                "filename*0=\"\u001B$B$\"$$\u001B(B\"; filename*1=.txt",
                "filename=\"=?ISO-2022-JP?Q?=1B$B$\"$$=1B(B?=.txt\"",
                "filename=\"=?ISO-2022-JP?B?GyRCJCIkJBsoQg==?=.txt\"",
            })
    void quotesInsideJapaneseFileNamesAreNone(String parameter) throws IOException {
        Unpacked mail = Unpacked.of("Content-Disposition: attachment; " + parameter + "; size=1\r\n\r\nx");

        assertThat(mail.manifest().parts().get(0).name()).isEqualTo("あい.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "'|$B$\"$$|(B', あい",
        "'|$B$\\\"$\\\"$$|(B', ああい",
        "'|$B$\\\"|(B a\\\"b', あ a\\\"b",
        "'|$BK\\|(B', 本",
    })
    void backslashesAreTakenAwayWhereTheyLeaveCommonCharacters(String name, String expected) {
        String unescaped = JisQuotes.unescaped(name.replace('|', '\u001B'));

        assertThat(CharsetDetection.of(unescaped.getBytes(StandardCharsets.US_ASCII), null)
                        .text())
                .isEqualTo(expected);
    }

    private static String word(String text) {
        return base64(text.replace('|', '\u001B').getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] text) {
        return "=?ISO-2022-JP?B?" + Base64.getEncoder().encodeToString(text) + "?=";
    }
}
