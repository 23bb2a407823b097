package archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MboxFileTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String FROM = "From a@market.example  Mon Nov 23 20:57:00 2026";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void mailsThatWereQuotedComeBackByteForByte(String end) throws IOException {
        List<String> mails = new ArrayList<>();
        Random random = new Random(1);
        List<String> lines = List.of(
                "From here", ">From here", ">>From here", FROM, ">" + FROM, "", "", "From", ">", "> From a", " From a");
        for (int i = 0; i < 300; i++) {
            StringBuilder mail = new StringBuilder("Subject: " + i + end + end);
            random.ints(random.nextInt(8), 0, lines.size())
                    .forEach(line -> mail.append(lines.get(line)).append(end));
            mails.add(mail.toString());
        }

        assertThat(read(mbox(mails, end))).isEqualTo(mails);
    }

    @Test
    void aQuoteIsTakenOffTheLineOnlyAndOnce() throws IOException {
        assertThat(read(FROM + "\n\n>From a\n>>From b\na >From c\n> From d\n\n"))
                .containsExactly("\nFrom a\n>From b\na >From c\n> From d\n");
    }

    @Test
    void aLineOfMegabytesIsReadInPieces() throws IOException {
        // where a piece begins nothing is a quote, a separator or an empty line
        String line = (">From " + "x".repeat(65_536 - 12) + FROM + "\r").repeat(50);
        List<String> mails = List.of("\n" + line + "\n", "\n" + "y".repeat(65_535) + "\n\n", "\nlast\n");

        assertThat(read(mbox(mails, "\n"))).isEqualTo(mails);
    }

    @Test
    void allBytesStayAsTheyAre() throws IOException {
        StringBuilder bytes = new StringBuilder("\n");
        for (char c = 0; c < 256; c++) {
            bytes.append(c);
        }
        String mail = bytes + "\n";

        assertThat(read(mbox(List.of(mail, mail), "\n"))).containsExactly(mail, mail);
    }

    @Test
    void ofAnMboxThatIsCutOffTheLastMailIsWhatIsThere() throws IOException {
        String mbox = mbox(List.of("Subject: a\n\nwhole\n", "Subject: b\n\ncut off\n"), "\n");

        assertThat(read(mbox.substring(0, mbox.length() - 5)))
                .containsExactly("Subject: a\n\nwhole\n", "Subject: b\n\ncut ");
        assertThat(read(mbox.substring(0, mbox.lastIndexOf("Subject")))).containsExactly("Subject: a\n\nwhole\n", "");
    }

    @Test
    void anMboxWithNothingInItHasNoMails() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\r\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: a mail\n\nwithout a From line\n",
                "From nobody\n\nwithout a date\n",
                "\0\0\0",
                " " + FROM
            })
    void aFileThatIsNoMboxIsRefused(String content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(NoMailbox.class);
    }

    @Test
    void aLineThatOnlyBeginsLikeASeparatorBelongsToTheMail() throws IOException {
        String mail = "\n\nFrom Mon to Fri we ship within 2 days.\nFrom\n\nFrom 10:00 on, 24 Nov 2026\n";

        assertThat(read(FROM + "\n" + mail + "\n")).containsExactly(mail);
    }

    @Test
    void aMailThatIsNotReadIsPassedOver() throws IOException {
        Path file = file(mbox(List.of("\n" + "x\n".repeat(100_000), "\nsecond\n"), "\n"));

        try (MboxFile mbox = MboxFile.open(file, TOKYO)) {
            StoredMail first = mbox.next().orElseThrow();
            StoredMail second = mbox.next().orElseThrow();

            assertThat(first.position()).isEqualTo("byte 0");
            assertThat(second.position()).isEqualTo("byte " + (FROM.length() + 1 + 1 + 200_000 + 1));
            assertThat(content(second)).isEqualTo("\nsecond\n");
            assertThat(mbox.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            From a@market.example  Mon Nov 23 20:57:01 2026       | a@market.example | 2026-11-23T11:57:01Z
            From a@market.example Tue Nov  3 08:07 2026           | a@market.example | 2026-11-02T23:07:00Z
            From 181@xxx Mon Nov 23 20:57:01 +0000 2026           | 181@xxx          | 2026-11-23T20:57:01Z
            From a@market.example Mon Nov 23 20:57:01 JST 2026    | a@market.example | 2026-11-23T11:57:01Z
            From a@market.example Mon Nov 23 20:57:01 2026 -0500  | a@market.example | 2026-11-24T01:57:01Z
            From MAILER-DAEMON  Mon Nov 23 20:57:01 2026          | ''               | 2026-11-23T11:57:01Z
            From - Mon Nov 23 20:57:01 2026                       | ''               | 2026-11-23T11:57:01Z
            From a@market.example Mon Foo 23 20:57:01 2026        | a@market.example |
            From a@market.example Mon Nov 23 20:57:01 XYZ 2026    | a@market.example |
            """)
    void theFromLineTellsSenderAndTime(String line, String sender, Instant at) throws IOException {
        try (MboxFile mbox = MboxFile.open(file(line + "\n\nmail\n"), TOKYO)) {
            StoredMail mail = mbox.next().orElseThrow();

            assertThat(mail.sender()).isEqualTo(sender);
            assertThat(mail.at()).isEqualTo(at);
        }
    }

    /** As mail servers write it. */
    private static String mbox(List<String> mails, String end) {
        StringBuilder mbox = new StringBuilder();
        mails.forEach(mail -> mbox.append(FROM)
                .append(end)
                .append(mail.replaceAll("(?<![^\n])(>*From )", ">$1"))
                .append(end));
        return mbox.toString();
    }

    private List<String> read(String mbox) throws IOException {
        List<String> mails = new ArrayList<>();
        try (MboxFile file = MboxFile.open(file(mbox), TOKYO)) {
            for (Optional<StoredMail> mail = file.next(); mail.isPresent(); mail = file.next()) {
                mails.add(content(mail.get()));
            }
        }
        return mails;
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("mbox"), content, ISO_8859_1);
    }

    private static String content(StoredMail mail) throws IOException {
        try (InputStream content = mail.content().open()) {
            return new String(content.readAllBytes(), ISO_8859_1);
        }
    }
}
