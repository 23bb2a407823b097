package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that try to hang, flood or mislead a reader. */
@Timeout(10)
class HostileMailTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'X-A: b\n', 30000, 'headers (10000)'",
        "'Content-Type: multipart/mixed; boundary=B\n\n--B\n', 5000, 'depth (30)'",
    })
    void whatIsRepeatedWithoutEndMeetsALimit(String piece, int times, String limit) throws IOException {
        assertThat(unpack(piece.repeat(times)).limit()).isEqualTo(limit);
    }

    @Test
    void aHeaderLineWithoutEndMeetsALimit() throws IOException {
        assertThat(unpack("X-A: " + "b".repeat(9_000_000)).limit()).isEqualTo("header-bytes (4000000)");
    }

    @Test
    void partsWithoutNumberMeetALimit() throws IOException {
        String mail = "Content-Type: multipart/mixed; boundary=B\n\n" + "--B\n\nx\n".repeat(30_000);

        assertThat(unpack(mail).limit()).isEqualTo("parts (1000)");
    }

    @Test
    void mailsInMailsAreLookedIntoAsFarAsTheLimitGoes() throws IOException {
        Manifest manifest = unpack("Content-Type: message/rfc822\n\n".repeat(3000));

        assertThat(manifest.parts()).hasSize(31).allMatch(part -> part.role().equals("message"));
        assertThat(manifest.warnings()).containsExactly("an attached mail is nested too deeply to be unpacked");
    }

    @Test
    void mailsInMailsInBase64AreLookedIntoAsFarAsTheLimitGoes() throws IOException {
        String mail = "Subject: innermost\n\ntext";
        for (int i = 0; i < 20; i++) {
            mail = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                    + Base64.getMimeEncoder().encodeToString(mail.getBytes(StandardCharsets.US_ASCII));
        }
        UnpackLimits five = new UnpackLimits(10_000, 100, 100, 5, 100, 100, 1_000_000);

        Manifest manifest = new Unpacker(five).unpack("mail-1", write(mail), file -> OutputStream.nullOutputStream());

        assertThat(manifest.parts()).hasSize(6);
        assertThat(manifest.warnings()).containsExactly("an attached mail is nested too deeply to be unpacked");
    }

    @Test
    void parametersAndAddressesWithoutNumberMeetALimit() throws IOException {
        assertThat(unpack("Content-Type: text/plain" + "; a=b".repeat(30_000)).limit())
                .isEqualTo("parameters (1000)");
        assertThat(unpack("To: " + "a@example.com, ".repeat(30_000)).limit()).isEqualTo("addresses (10000)");
    }

    @Test
    void linesThatAreNearlyDelimitersCostNoMoreThanOthers() throws IOException {
        String mail = "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(70) + "\"\n\n"
                + ("-".repeat(71) + "\n").repeat(50_000);

        assertThat(unpack(mail).parts()).hasSize(1);
    }

    @Test
    void aSubjectOfManyWordsIsReadWhole() throws IOException {
        Manifest manifest = unpack("Subject: " + "=?UTF-8?Q?=E3=81=82?=\n ".repeat(60_000) + "\n\n");

        assertThat(manifest.subject()).isEqualTo("あ".repeat(60_000));
    }

    @Test
    void wordsThatNeverEndAreReadInNoTime() throws IOException {
        assertThat(unpack("Subject: " + "=?UTF-8?Q?a".repeat(100_000) + "\n\n").subject())
                .startsWith("=?UTF-8?Q?a=?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: |=?UTF-8?B?YWJj4?= ",
                "Subject: |=?UTF-8?B?",
                "Subject: |=?",
                "To: |a, ",
                "To: |<",
                "To: |(",
                "To: |\"",
                "To: |=?UTF-8?Q?a",
                "References: |<",
                "Date: |(",
                "Date: | ",
                "Content-Type: text/plain; a=b|  ",
                "Content-Type: text/plain; a=b|(",
                "Content-Type: text/plain; a=\"|\\",
                "Content-Type: text/plain; a|*",
                "Content-Type: text/plain; charset=|a",
                "Authentication-Results: amazonses.com |spf=",
                "X-A: b\n\n|-",
                "Content-Type: text/html\n\n|<meta ",
                "Content-Transfer-Encoding: base64\n\n|=",
                "Content-Transfer-Encoding: base64\n\n|QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\n-UJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\n",
                "Content-Transfer-Encoding: quoted-printable\n\n|= ",
            })
    void nothingThatIsRepeatedTakesLongerThanItIsLong(String pattern) throws IOException {
        int bar = pattern.indexOf('|');
        String piece = pattern.substring(bar + 1);

        assertThat(unpack(pattern.substring(0, bar) + piece.repeat(3_000_000 / piece.length()) + "\n\n"))
                .isNotNull();
    }

    @Test
    void namesThatAreAPathKeepTheirLastPart() throws IOException {
        Manifest manifest = unpack("Content-Disposition: attachment; filename=\"../../etc/passwd\"\n\nx");

        assertThat(manifest.parts().get(0).name()).isEqualTo("passwd");
        assertThat(manifest.parts().get(0).key()).isEqualTo("mail-1/parts/001");
    }

    @ParameterizedTest
    @CsvSource({
        "'text/html\0', text/html",
        "'text/pl\0ain', text/pl",
        "'text/html\u000Bx', text/html",
        "'text/html\u202E', text/html",
        "text/html\u0085; charset=utf-8, text/html",
        "text/plain；charset=utf-8, text/plain",
        "'\0', ''",
        "'\0\u00A0text/html', text/html",
    })
    void aMediaTypeHasNoControlCharacterAndNothingButAscii(String header, String type) throws IOException {
        Manifest manifest = unpack("Content-Type: " + header + "\n\nx");

        assertThat(manifest.parts()).extracting(Manifest.Part::type).containsExactly(type);
    }

    private Manifest unpack(String mail) throws IOException {
        return new Unpacker(UnpackLimits.usual())
                .unpack("mail-1", write(mail), file -> OutputStream.nullOutputStream());
    }

    private Path write(String mail) throws IOException {
        return Files.writeString(folder.resolve("raw"), mail);
    }
}
