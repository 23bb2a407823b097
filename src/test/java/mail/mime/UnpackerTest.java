package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackerTest {

    private static final String POEM = "色は匂えど散りぬるを、我が世誰ぞ常ならん。①㈱髙橋様";

    @TempDir
    Path folder;

    private final Map<String, ByteArrayOutputStream> parts = new LinkedHashMap<>();

    @Test
    void aShiftJisMailKeepsTheCharactersThatOnlyWindowsKnows() throws IOException {
        Manifest manifest = unpack(Path.of("src/test/resources/mail/order.eml"));

        assertThat(manifest.subject()).isEqualTo("①納品書について（㈱飛脚）");
        assertThat(text("001")).contains("髙橋様", "①");
    }

    @Test
    void anAttachmentIsNamedByUsAndItsOwnNameIsData() throws IOException {
        Manifest manifest = unpack(Path.of("src/test/resources/mail/order.eml"));

        Manifest.Part attachment = manifest.parts().get(1);
        assertThat(attachment.file()).isEqualTo("002");
        assertThat(attachment.key()).isEqualTo("mail-1/parts/002");
        assertThat(attachment.role()).isEqualTo("attachment");
        assertThat(attachment.name()).isEqualTo("納品書.csv");
        assertThat(attachment.size()).isEqualTo(parts.get("002").size());
    }

    @Test
    void anIso2022JpOrderIsReadable() throws IOException {
        Manifest manifest = unpack(Path.of("demo/mails/order-iso-2022-jp.eml"));

        assertThat(manifest.subject()).isEqualTo("ご注文ありがとうございます");
        assertThat(manifest.from().get(0).name()).isEqualTo("楽天市場");
        assertThat(text(manifest.text())).contains("緑茶 2袋");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-31j, ''",
        "windows-31j, charset=us-ascii",
        "windows-31j, charset=iso-8859-1",
        "windows-31j, charset=euc-jp",
        "windows-31j, charset=nobody-knows-it",
        "x-eucJP-Open, ''",
        "x-eucJP-Open, charset=iso-2022-jp",
        "x-windows-iso2022jp, ''",
        "x-windows-iso2022jp, charset=utf-8",
        "UTF-8, ''",
        "UTF-8, charset=shift_jis",
    })
    void japaneseIsRecognisedWhateverTheLabelSays(String charset, String label) throws IOException {
        byte[] body = POEM.getBytes(Charset.forName(charset));

        Manifest manifest = unpack("Content-Type: text/plain; " + label + "\r\n\r\n", body);

        assertThat(text("001")).isEqualTo(POEM);
        assertThat(manifest.parts().get(0).charsetBy()).isEqualTo("detected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-31j", "x-eucJP-Open", "x-windows-iso2022jp", "UTF-8"})
    void japaneseThatStandsRawInHeadersIsReadable(String charset) throws IOException {
        byte[] subject = ("Subject: " + POEM + "\r\n\r\n").getBytes(Charset.forName(charset));

        assertThat(unpack("", subject).subject()).isEqualTo(POEM);
    }

    @Test
    void aWesternMailIsNotTakenForJapanese() throws IOException {
        String text = "Grüße aus Köln, señor Ångström: déjà vu à la façade";

        unpack("Content-Type: text/plain\r\n\r\n", text.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(text("001")).isEqualTo(text);
    }

    @Test
    void aCharsetThatOnlyTheMultipartNamesIsItsPartsCharset() throws IOException {
        unpack(
                "Content-Type: multipart/mixed; boundary=B; charset=koi8-r\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\n",
                "Доброе утро\r\n--B--".getBytes(Charset.forName("KOI8-R")));

        assertThat(text("001")).isEqualTo("Доброе утро");
    }

    @Test
    void wordsThatWereCutInsideACharacterAreJoined() throws IOException {
        byte[] bytes = "ご注文".getBytes(StandardCharsets.UTF_8);
        String one = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, 4));
        String two = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(bytes, 4, bytes.length));

        Manifest manifest = unpack("Subject: =?UTF-8?B?" + one + "?=\r\n =?utf-8?b?" + two + "?=\r\n\r\n");

        assertThat(manifest.subject()).isEqualTo("ご注文");
    }

    @Test
    void wordsThatWereCutInsideBase64AreJoined() throws IOException {
        String base64 = Base64.getEncoder().encodeToString("ご注文".getBytes(StandardCharsets.UTF_8));

        Manifest manifest = unpack("Subject: =?UTF-8?B?" + base64.substring(0, 5) + "?=\r\n =?UTF-8?B?"
                + base64.substring(5) + "?=\r\n\r\n");

        assertThat(manifest.subject()).isEqualTo("ご注文");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename*=UTF-8''%E7%B4%8D%E5%93%81.csv",
                "filename*0*=UTF-8''%E7%B4; filename*1*=%8D%E5%93%81; filename*2=.csv",
                "filename=\"=?UTF-8?B?57SN5ZOBLmNzdg==?=\"",
                "filename=\"=?ISO-2022-JP?B?GyRCRzxJShsoQi5jc3Y=?=\"",
                "filename*=\"=?UTF-8?B?57SN5ZOBLmNzdg==?=\"",
                "filename=納品.csv",
                "filename=\"納品.csv\"",
            })
    void anAttachmentsNameIsReadHoweverItIsWritten(String parameter) throws IOException {
        Manifest manifest = unpack("Content-Disposition: attachment; " + parameter + "\r\n\r\n1,2\r\n");

        assertThat(manifest.parts().get(0).name()).isEqualTo("納品.csv");
    }

    @Test
    void parametersWithoutASemicolonAreRead() throws IOException {
        Manifest manifest =
                unpack("Content-Type: multipart/mixed boundary=\"B\" charset=utf-8\r\n\r\n--B\r\n\r\none\r\n--B--");

        assertThat(text(manifest.text())).isEqualTo("one");
    }

    @Test
    void aHeaderNeverBringsALineEndOrAnotherDirection() throws IOException {
        Manifest manifest = unpack("Subject: =?UTF-8?Q?one=0D=0ABcc:_two=00=C2=9B?=\r\n"
                + "Content-Disposition: attachment; filename*=UTF-8''a%E2%80%AEgpj.exe\r\n\r\nbody\r\n");

        assertThat(manifest.subject()).isEqualTo("one Bcc: two");
        assertThat(manifest.parts().get(0).name()).isEqualTo("agpj.exe");
    }

    @Test
    void peopleAreReadWithNamesGroupsCommentsAndCommas() throws IOException {
        Manifest manifest = unpack("To: \"Doe, John\" <john@example.com>, Doe, Jane <jane@example.com>,\r\n"
                + " shops: one@example.com, (the second) two@example.com;, <@relay.example:three@example.com>\r\n"
                + "Cc: undisclosed-recipients:;\r\n\r\n");

        assertThat(manifest.to())
                .containsExactly(
                        new Manifest.Person("Doe, John", "john@example.com"),
                        new Manifest.Person("Doe, Jane", "jane@example.com"),
                        new Manifest.Person(null, "one@example.com"),
                        new Manifest.Person("the second", "two@example.com"),
                        new Manifest.Person(null, "three@example.com"));
        assertThat(manifest.cc()).isEmpty();
    }

    @Test
    void aMailInTheMailIsAPartAndIsUnpackedToo() throws IOException {
        Manifest manifest = unpack("Content-Type: multipart/digest; boundary=B\r\n\r\n--B\r\n\r\n"
                + "Subject: inner\r\n\r\ninner text\r\n--B--\r\n");

        assertThat(manifest.parts()).extracting(Manifest.Part::role).containsExactly("message", "text");
        assertThat(manifest.parts().get(1).within()).isEqualTo("001");
        assertThat(text("001")).isEqualTo("Subject: inner\r\n\r\ninner text");
        assertThat(text("002")).isEqualTo("inner text");
        assertThat(manifest.text()).as("the mail's own text").isNull();
    }

    @Test
    void aMailThatHidesInBase64IsUnpackedToo() throws IOException {
        String inner = Base64.getMimeEncoder()
                .encodeToString("Subject: inner\r\n\r\ninner text".getBytes(StandardCharsets.UTF_8));

        Manifest manifest = unpack("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inner);

        assertThat(manifest.parts()).extracting(Manifest.Part::role).containsExactly("message", "text");
        assertThat(text("002")).isEqualTo("inner text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void anyLineEndEndsALine(String end) throws IOException {
        Manifest manifest = unpack(String.join(
                end,
                "Subject: folded",
                " here",
                "Content-Type: multipart/mixed; boundary=B",
                "",
                "preamble",
                "--B",
                "",
                "one",
                "--B  ",
                "Content-Type: text/html",
                "",
                "<b>two</b>",
                "--B--",
                "epilogue"));

        assertThat(manifest.subject()).isEqualTo("folded here");
        assertThat(text(manifest.text())).isEqualTo("one");
        assertThat(text(manifest.html())).isEqualTo("<b>two</b>");
        assertThat(manifest.parts()).hasSize(2);
    }

    @Test
    void whatAnInnerMultipartLeavesOpenTheOuterOneEnds() throws IOException {
        Manifest manifest = unpack("Content-Type: multipart/mixed; boundary=outer\n\n--outer\n"
                + "Content-Type: multipart/alternative; boundary=outer-in\n\n--outer-in\n\none\n--outer\n\ntwo\n");

        assertThat(text("001")).isEqualTo("one");
        assertThat(text("002")).isEqualTo("two\n");
        assertThat(manifest.warnings()).containsExactly("a multipart has no end");
    }

    @ParameterizedTest
    @CsvSource({
        "'YW!J\r\nj\u00a0ZA==\r\n\r\nLists: -- \r\nZZZZ\r\n', abcd, bytes after the end of a part's base64 are left out",
        "'YWJjZA==\r\nRegards\r\n', abcd, bytes after the end of a part's base64 are left out",
        "'b3JkZXIgMTs=\r\nb3JkZXIgMjs=\r\n', order 1;order 2;, a part's base64 continues after its end",
        "'b3JkZXIgMTs=b3JkZXIgMjs=', order 1;order 2;, a part's base64 continues after its end",
        "'YQ==\r\nYg==\r\nY2Rl\r\nZg==', abcdef, a part's base64 continues after its end",
        "'YWJjZA=\r\n=\r\n', abcd, ''",
        "'YWJjZA\r\n', abcd, ''",
        "'YWJj=\r\nZA==', abcd, ''",
    })
    void whatIsNoBase64IsPassedOverAndBehindItsEndLeftOut(String body, String expected, String warning)
            throws IOException {
        String lines = body.replace("\\r\\n", "\r\n").replace("\\u00a0", "\u00a0");

        Manifest manifest = unpack("Content-Transfer-Encoding: base64\r\n\r\n" + lines);

        assertThat(text("001")).isEqualTo(expected);
        assertThat(String.join("", manifest.warnings())).isEqualTo(warning);
    }

    @Test
    void longBase64GoesOnBehindItsEnd() throws IOException {
        byte[] one = "0815 ".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        String base64 = Base64.getMimeEncoder().encodeToString(one);
        String wide = Base64.getMimeEncoder(75, new byte[] {'\n'}).encodeToString(one);

        unpack("Content-Transfer-Encoding: base64\r\n\r\n" + base64 + "\r\n" + wide + "\n" + base64);

        assertThat(text("001")).isEqualTo("0815 ".repeat(6000));
    }

    @Test
    void brokenQuotedPrintableStaysAsItIs() throws IOException {
        unpack("Content-Transfer-Encoding: quoted-printable\r\n\r\n100=25 = =G1 soft=\r\n-hyphen=3D  \r\nend=");

        assertThat(text("001")).isEqualTo("100% = =G1 soft-hyphen=\r\nend");
    }

    @Test
    void uuencodedPartsAreDecoded() throws IOException {
        unpack("Content-Type: text/x-data; name=a\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n"
                + "begin 644 a\r\n#8V%T\r\n`\r\nend\r\n");

        assertThat(text("001")).isEqualTo("cat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "begin 644 a", "begin 644 a\r\n", "begin 644 a\r\n#8V%T", "no uuencode"})
    @Timeout(10)
    void damagedUuencodeIsReadToItsEnd(String body) throws IOException {
        Manifest manifest = unpack("Content-Transfer-Encoding: uuencode\r\n\r\n" + body);

        assertThat(manifest.parts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "`\r\n", "#8V%T\u00e9\r\n", "M8V%T\r\n`\r\nend\r\n", "end of the attachment\r\n"})
    void damagedUuencodeKeepsWhatStandsBeforeTheDamage(String damage) throws IOException {
        Manifest manifest =
                unpack("Content-Type: text/x-data\r\nContent-Transfer-Encoding: uuencode\r\n\r\nbegin 644 a\r\n"
                        + "#8V%T\r\n".repeat(30_000) + damage);

        assertThat(text("001")).startsWith("cat".repeat(30_000));
        assertThat(manifest.warnings()).containsExactly("a part's uuencode is damaged");
    }

    @Test
    void aPartWithAnEncodingThatNobodyKnowsIsKeptAsItIs() throws IOException {
        Manifest manifest = unpack("Content-Transfer-Encoding: 6bit\r\n\r\nhello\r\n");

        assertThat(text("001")).isEqualTo("hello\r\n");
        assertThat(manifest.warnings()).containsExactly("a transfer encoding is unknown");
    }

    @Test
    void bytesThatAreNoMailAreStillUnpackedIntoSomething() throws IOException {
        assertThat(unpack("\u0000\u0001 no mail at all").parts()).hasSize(1);
        assertThat(unpack("").parts()).hasSize(1);
    }

    @Test
    void aLongTextIsReadLikeAShortOne() throws IOException {
        String text = POEM.repeat(20_000) + "end";

        unpack("Content-Type: text/plain\r\n\r\n", text.getBytes(Charset.forName("windows-31j")));

        assertThat(text("001")).isEqualTo(text);
    }

    @Test
    void whatSesFoundIsInTheManifestAndWhatTheSenderClaimsIsNot() throws IOException {
        String ses = "Received: from a by inbound-smtp.example;\r\nX-SES-Spam-Verdict: FAIL\r\n"
                + "Authentication-Results: amazonses.com; spf=pass (x); dkim=fail; dmarc=none\r\n";
        String sender = "Received: from b by c\r\nX-SES-Virus-Verdict: PASS\r\n";

        Manifest manifest = unpack(ses + sender + "\r\n");

        assertThat(manifest.verdicts()).isEqualTo(new Manifest.ManifestVerdicts("FAIL", null, "PASS", "FAIL", "NONE"));
    }

    @ParameterizedTest
    @CsvSource({
        "header-bytes, 10,  100, 100, 100, 100, 100, 10000",
        "headers,      1000, 1,  100, 100, 100, 100, 10000",
        "parts,        1000, 100, 1,  100, 100, 100, 10000",
        "depth,        1000, 100, 100, 0,  100, 100, 10000",
        "addresses,    1000, 100, 100, 100, 1,  100, 10000",
        "parameters,   1000, 100, 100, 100, 100, 1,  10000",
        "decoded-bytes, 1000, 100, 100, 100, 100, 100, 2",
    })
    void pastALimitThereAreNoPartsAndTheManifestSaysWhich(
            String limit, int headerBytes, int headers, int parts, int depth, int addresses, int parameters, long bytes)
            throws IOException {
        UnpackLimits limits = new UnpackLimits(headerBytes, headers, parts, depth, addresses, parameters, bytes);
        Path raw = Files.writeString(
                folder.resolve("raw"),
                "To: a@example.com, b@example.com\r\nContent-Type: multipart/mixed; boundary=B; x=y\r\n\r\n--B\r\n\r\none\r\n--B--");

        Manifest manifest = new Unpacker(limits).unpack("mail-1", raw, this::create);

        assertThat(manifest.limit()).startsWith(limit + " (");
        assertThat(manifest.parts()).isEmpty();
    }

    private Manifest unpack(String mail) throws IOException {
        return unpack(mail, new byte[0]);
    }

    private Manifest unpack(String head, byte[] body) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        mail.writeBytes(body);
        return unpack(Files.write(folder.resolve("raw"), mail.toByteArray()));
    }

    private Manifest unpack(Path raw) throws IOException {
        parts.clear();
        return new Unpacker(UnpackLimits.usual()).unpack("mail-1", raw, this::create);
    }

    private ByteArrayOutputStream create(String file) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        parts.put(file, part);
        return part;
    }

    private String text(String file) {
        return parts.get(file).toString(StandardCharsets.UTF_8);
    }

    /** The mail is searched in pieces of 4 and 64 KB. */
    @Test
    void aBoundaryIsFoundWhereverItBegins() throws IOException {
        String head = "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\n";
        for (int size : new int[] {4096, 65_536, 4096 + 65_536}) {
            for (int shift = -60; shift < 10; shift++) {
                String text = "x".repeat(size + shift);
                Manifest manifest = unpack(head + text + "\r\n--B\r\n\r\ntwo\r\n--B--\r\n");
                assertThat(manifest.parts()).extracting(Manifest.Part::size).containsExactly((long) text.length(), 3L);
            }
        }
    }
}
