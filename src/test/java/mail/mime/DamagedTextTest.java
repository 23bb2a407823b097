package mail.mime;

import static mail.mime.Unpacked.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong byte damages only itself. A bar in these texts means the escape character. */
class DamagedTextTest {

    private static final String ORDER = "ご注文ありがとうございます。商品を発送しました。";

    @ParameterizedTest
    @CsvSource({
        "'|$BCmJ8|(B 12\r\n--\r\n<C2 A9> Lists\r\n', '注文 12\r\n--\r\n© Lists\r\n'",
        "'|$BCmJ8|(B 12\r\n<82 B2 92 8D 95 B6> 12\r\nend', '注文 12\r\nご注文 12\r\nend'",
        "'|$BCmJ8|(B <B1 B2 B3> 12', '注文 ｱｲｳ 12'",
        "'|$BCmJ8|(B\r\n<B1 B2 B3 B4>\r\n', '注文\r\nｱｲｳｴ\r\n'",
        "'|$BCmJ8|(B<A0>12', '注文\u00A012'",
        "'|$BCmJ8|(B <E9> 12', '注文 \uFFFD 12'",
        "'|$BCmJ8|(B <C2 A9> |$B$4|(B', '注文 © ご'",
        "'|$BCmJ<E9>8$4|(B end', '注文\uFFFDご end'",
        "'a <E9>\r\n|$BCmJ8|(B', 'a \uFFFD\r\n注文'",
    })
    void escapesDecideAlthoughOtherBytesStandBesideThem(String body, String expected) throws IOException {
        for (String label : new String[] {"iso-2022-jp", "us-ascii", "utf-8"}) {
            Unpacked mail = mail(label, body.replace('|', '\u001B'));

            assertThat(mail.text()).as(label).isEqualTo(expected);
            assertThat(mail.manifest().warnings()).as(label).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, utf-8",
        "UTF-8, ''",
        "windows-31j, shift_jis",
        "windows-31j, ''",
        "windows-31j, us-ascii",
        "x-eucJP-Open, euc-jp",
        "x-eucJP-Open, ''",
        "x-eucJP-Open, iso-8859-1"
    })
    void theCharsetThatReadsNearlyAllOfItWins(String charset, String label) throws IOException {
        Unpacked mail = mail(label, in(charset, ORDER) + "\r\n-- \r\nfooter b<E1>h\r\n");

        assertThat(mail.text()).startsWith(ORDER).contains("footer b");
    }

    @ParameterizedTest
    @CsvSource({
        "gb2312, GBK, 订单已经发货请注意查收",
        "euc-kr, EUC-KR, 주문이 접수되었습니다",
        "big5, Big5, 訂單已經出貨請注意查收",
    })
    void aStrayByteTakesNoLabelAway(String label, String charset, String text) throws IOException {
        Unpacked mail = mail(label, in(charset, text) + "\r\n<FF> end");

        assertThat(mail.text()).isEqualTo(text + "\r\n\uFFFD end");
        assertThat(mail.manifest().parts().get(0).charsetBy()).isEqualTo("label");
        assertThat(mail.manifest().warnings()).containsExactly(LineDecoder.STRAY_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8, windows-31j",
        "utf-8, UTF-8, x-eucJP-Open",
        "'', UTF-8, windows-31j",
        "shift_jis, windows-31j, UTF-8",
        "euc-jp, x-eucJP-Open, UTF-8",
        "gb2312, GBK, UTF-8",
        "iso-8859-1, windows-1252, UTF-8",
    })
    void aLineInAnotherCharsetIsReadInThat(String label, String charset, String other) throws IOException {
        String main = charset.equals("GBK") ? "订单已经发货请注意查收" : charset.equals("windows-1252") ? "déjà vu à Köln" : ORDER;
        Unpacked mail = mail(label, in(charset, main) + "\r\n" + in(other, "ご注文の商品です") + "\r\n" + in(charset, main));

        assertThat(mail.text()).isEqualTo(main + "\r\nご注文の商品です\r\n" + main);
        assertThat(mail.manifest().warnings()).containsExactly(LineDecoder.OTHER_LINES);
    }

    @Test
    void aLongTextIsReadLikeAShortOne() throws IOException {
        String line = ORDER + "\r\n";
        String lines = line.repeat(4000);
        Unpacked mail = mail("utf-8", in("UTF-8", lines) + in("windows-31j", line) + "b<E1>h\r\n" + in("UTF-8", lines));

        assertThat(mail.text()).isEqualTo(lines + line + "b\uFFFDh\r\n" + lines);
        assertThat(mail.manifest().warnings()).containsExactly(LineDecoder.OTHER_LINES, LineDecoder.STRAY_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"windows-31j", "UTF-8", "x-windows-iso2022jp", "UTF-16LE", "GB18030", "x-eucJP-Open"})
    void aLongTextMayBeOneLine(String charset) throws IOException {
        String text = "〇" + ORDER.repeat(5000);
        Unpacked mail = mail(
                charset.replace("x-windows-iso2022jp", "iso-2022-jp").replace("x-eucJP-Open", "euc-jp"),
                in(charset, text));

        assertThat(mail.text()).isEqualTo(text);
        assertThat(mail.manifest().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "windows-31j, 7, ' ...', ご注文ありがとうございます, ご注文",
        "UTF-8, 11, .csv, ご注文ありがとうございます, ご注文",
        "UTF-8, 10, ' ...', ご注文ありがとうございます, ご注文",
        "x-eucJP-Open, 7, .csv, ご注文ありがとうございます, ご注文",
    })
    void whatIsCutInsideACharacterInAHeaderIsReadUpToThere(
            String charset, int cut, String rest, String text, String seen) throws IOException {
        byte[] bytes = java.util.Arrays.copyOf(text.getBytes(Charset.forName(charset)), cut);
        String raw = "<" + java.util.HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes) + ">" + rest;

        Unpacked mail = Unpacked.of(
                "Subject: " + raw + "\r\nContent-Disposition: attachment; filename=\"" + raw + "\"\r\n\r\nx");

        assertThat(mail.manifest().subject()).startsWith(seen).endsWith(rest.strip());
        assertThat(mail.manifest().parts().get(0).name()).startsWith(seen);
        assertThat(mail.manifest().warnings()).contains("a header has bytes that are invalid in its charset");
    }

    @ParameterizedTest
    @CsvSource({
        "Commande du caf<E9>, iso-8859-1, Commande du café",
        "Commande du caf<E9>, '', Commande du café",
        "Commande du caf<E9>, utf-8, Commande du café",
        "Commande du caf<E9>, iso-2022-jp, Commande du café",
        "Jos<E9> Garc<ED>a, iso-2022-kr, José García",
        "A<B1>, iso-2022-jp, Aｱ",
        "It<92>s here, iso-8859-1, It’s here",
        "<8A>koda l<92><E9>tat, '', Škoda l’état",
        "caf<C3 A9>, iso-8859-1, café",
        "<B3 B7 BB D8 D3 CA BC FE B3 C9 B9 A6>, gb2312, 撤回邮件成功",
        "<C1 D6 B9 AE 20 C8 AE C0 CE>, ks_c_5601-1987, 주문 확인",
        "<AD 71 B3 E6>, big5, 訂單",
        "<C4 CF CD>, koi8-r, дом",
        "<82 B2 92 8D 95 B6>, iso-2022-jp, ご注文",
        "<A4 B4 C3 ED CA B8>, utf-8, ご注文",
    })
    void rawBytesInHeadersAreInTheCharsetThatTheMailNames(String raw, String charset, String expected)
            throws IOException {
        String type = charset.isEmpty() ? "text/plain" : "text/plain; charset=" + charset;
        Unpacked single = Unpacked.of("Subject: " + raw + "\r\nContent-Type: " + type + "\r\n\r\nhi");
        Unpacked multi = Unpacked.of("Subject: " + raw
                + "\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: " + type
                + "\r\n\r\nhi\r\n--B\r\nContent-Type: application/pdf; name=\"" + raw + ".pdf\"\r\n\r\nx\r\n--B--");

        assertThat(single.manifest().subject()).isEqualTo(expected);
        assertThat(multi.manifest().subject()).isEqualTo(expected);
        assertThat(multi.manifest().parts().get(1).name()).isEqualTo(expected + ".pdf");
    }

    @Test
    void theCharsetOfAnEncodedWordIsTheMailsToo() throws IOException {
        Unpacked mail = Unpacked.of(
                "From: =?gb2312?B?tqm1pQ==?= <a@shop.example>\r\nSubject: <B3 B7 BB D8 D3 CA BC FE>\r\n\r\n<B6 A9 B5 A5>");

        assertThat(mail.manifest().subject()).isEqualTo("撤回邮件");
        assertThat(mail.text()).isEqualTo("订单");
    }

    @Test
    void aTextWithoutEscapesIsNotInTheCharsetOfEscapesThatTheMailNames() throws IOException {
        Unpacked mail = Unpacked.of("Subject: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=\r\n\r\nna<EF>ve caf<E9>, 5 <80><85>");

        assertThat(mail.text()).isEqualTo("naïve café, 5 €…");
        assertThat(mail.manifest().warnings()).isEmpty();
    }

    @Test
    void aMailInTheMailHasACharsetOfItsOwn() throws IOException {
        Unpacked mail = Unpacked.of(
                "Content-Type: multipart/mixed; charset=koi8-r; boundary=B\r\n\r\n--B\r\nContent-Type: message/rfc822\r\n\r\n"
                        + "Content-Type: text/plain; charset=gb2312; name=\"<B6 A9 B5 A5>.txt\"\r\n\r\n<B6 A9 B5 A5>\r\n--B--");

        assertThat(mail.manifest().parts().get(1).name()).isEqualTo("订单.txt");
        assertThat(mail.text("002")).isEqualTo("订单");
    }

    @ParameterizedTest
    @CsvSource({
        "Order 12 of today, utf-16",
        "Order 12 of today, utf-16be",
        "Order 12 of today, utf-32",
        "Order 12 of today, ibm037",
        "Grüße aus Köln, utf-16",
        "ご注文, utf-16le",
    })
    void aLabelThatCannotBeGivesWay(String text, String label) throws IOException {
        Unpacked mail = mail(label, text);

        assertThat(mail.text()).isEqualTo(text);
        assertThat(mail.manifest().parts().get(0).charset()).isEqualTo("UTF-8");
        assertThat(mail.manifest().parts().get(0).charsetBy()).isEqualTo("detected");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16BE, utf-16",
        "UTF-16LE, utf-16",
        "UTF-16LE, utf-16be",
        "UTF-16BE, utf-16le",
        "UTF-16, utf-16le",
        "UTF-16, utf-16",
        "UTF-32, utf-32"
    })
    void theOrderOfBytesIsTheOneThatMakesSense(String charset, String label) throws IOException {
        assertThat(mail(label, in(charset, "Order 12 注文 of today\r\n")).text()).isEqualTo("Order 12 注文 of today\r\n");
    }

    @Test
    void aWordOfKanjiInUtf16HasNoZeros() throws IOException {
        assertThat(Unpacked.of("Subject: =?utf-16be?B?MFRs6GWH?=\r\n\r\n")
                        .manifest()
                        .subject())
                .isEqualTo("ご注文");
    }

    @ParameterizedTest
    @CsvSource({"utf-16, ご注文 é", "utf-16, Grüße", "x-unknown, ご注文 é"})
    void aPageThatSaysUtf16InAsciiIsUtf8(String label, String text) throws IOException {
        String page = "<html><meta charset=\"" + label + "\">" + text;
        Unpacked mail = Unpacked.of("Content-Type: text/html\r\n\r\n" + page);

        assertThat(mail.text("001")).isEqualTo(page);
    }

    @Test
    void aLabelThatIsUnknownLeavesItToTheNext() throws IOException {
        Unpacked mail =
                Unpacked.of("Content-Type: text/html; charset=nobody-knows-it\r\n\r\n<meta charset=koi8-r><C4 CF CD>");

        assertThat(mail.text("001")).isEqualTo("<meta charset=koi8-r>дом");
    }

    @Test
    void eucJpThatIsCalledShiftJisIsSeen() throws IOException {
        assertThat(mail("shift_jis", in("x-eucJP-Open", ORDER)).text()).isEqualTo(ORDER);
    }

    @Test
    void windows1252HasControlsWhereItIsFree() throws IOException {
        assertThat(mail("iso-8859-1", "caf<E9> <81>").text()).isEqualTo("café \u0081");
    }

    @Test
    void aReplacementCharacterThatWasSentIsNoDamage() throws IOException {
        assertThat(mail("utf-8", "a \uFFFD é").manifest().warnings()).isEmpty();
    }

    private static Unpacked mail(String label, String body) throws IOException {
        String type = label.isEmpty() ? "text/plain" : "text/plain; charset=" + label;
        return Unpacked.of("Content-Type: " + type + "\r\n\r\n" + body);
    }
}
