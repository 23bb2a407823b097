package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyAttachmentsTest {

    @Test
    void eachAttachmentHasTheNumberOfItsPlaceAlsoBehindMailsThatAreAttached() throws Exception {
        Unpacked mail = Unpacked.of(multipart(
                "A",
                "\r\nbody",
                pdf("first"),
                "Content-Type: message/rfc822\r\n\r\n" + multipart("B", "\r\ninner", pdf("second")),
                pdf("third"),
                "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64(multipart("C", pdf("fourth"))),
                pdf("fifth")));

        assertThat(mail.manifest().parts())
                .extracting(Manifest.Part::file)
                .containsExactly("001", "002", "003", "004", "005", "006", "007", "008", "009");
        assertThat(mail.text("002")).isEqualTo(content("first"));
        assertThat(mail.text("005")).isEqualTo(content("second"));
        assertThat(mail.text("006")).isEqualTo(content("third"));
        assertThat(mail.text("008")).isEqualTo(content("fourth"));
        assertThat(mail.text("009")).isEqualTo(content("fifth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\nnot base64 at all!\r\n", "\r\n--almost\r\n"})
    void anAttachmentEndsAtItsDelimiterWhateverStandsBeforeIt(String end) throws Exception {
        String lines = base64("0123456789".repeat(57)); // ten lines, all of the same length
        Unpacked mail = Unpacked.of(multipart(
                "A",
                pdf("first") + end,
                "Content-Type: application/pdf\r\n" + "Content-Transfer-Encoding: base64\r\n\r\n" + lines + end));

        assertThat(mail.manifest().parts()).hasSize(2);
        assertThat(mail.text("001")).startsWith(content("first"));
        assertThat(mail.text("002")).startsWith("0123456789".repeat(57)).doesNotContain("--");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1000, 2000})
    void anAttachmentOfAnEncodedMailIsReadWhateverTheMailsSize(int length) throws Exception {
        String word = "kettle".repeat(length); // the content has up to 2.4 MB
        Unpacked mail = Unpacked.of("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64(multipart("A", pdf(word))));

        assertThat(mail.manifest().parts()).extracting(Manifest.Part::file).contains("001", "002");
        assertThat(mail.text("002")).isEqualTo(content(word));
    }

    private static String multipart(String boundary, String... parts) {
        return "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n"
                + String.join("\r\n--" + boundary + "\r\n", parts) + "\r\n--" + boundary + "--\r\n";
    }

    private static String pdf(String content) {
        return "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(content(content));
    }

    private static String content(String word) {
        return (word + " ").repeat(200);
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
