package replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archive.StoredMail;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MboxFileTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String FROM = "From a@market.example  Mon Nov 23 20:57:00 2026";

    private static final String GIT = "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001";
    private static final String GIT_OF_SHA_256 =
            "From 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef Mon Sep 17 00:00:00 2001";

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
        // at the beginning of a piece, nothing is a quote, a separator or an empty line
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see the log:\nFrom root@mx.example Mon Nov 23 20:57:00 2026\nend\n",
                "see the log:\nFrom root@mx.example Mon Nov 23 20:57:00 2026\n\nend\n",
                "From root@mx.example Mon Nov 23 20:57:00 2026\nFrom root@mx.example Mon Nov 23 20:58:00 2026\nend\n",
                "the patch:\n\n" + GIT + "\nFrom: A <a@git.example>\nSubject: [PATCH] b\n\n---\n",
                "the patch:\n" + GIT_OF_SHA_256 + "\nFrom: A <a@git.example>\n\n---\n",
                "\nFrom \nSubject: no separator where all others have a date\n",
                "\nFrom a@market.example\nSubject: likewise\n",
            })
    void aFromLineInsideAMailDoesNotCutIt(String body) throws IOException {
        String mail = "Subject: a\n\n" + body;

        assertThat(read(FROM + "\n" + mail + "\n" + FROM + "\nSubject: b\n\nb\n\n"))
                .containsExactly(mail, "Subject: b\n\nb\n");
    }

    @Test
    void aMailBeginsAlsoWhereTheOneBeforeDidNotEndWithABlankLine() throws IOException {
        assertThat(read(FROM + "\nSubject: a\n\na\n" + FROM + "\nSubject: b\n\nb\n"))
                .containsExactly("Subject: a\n\na\n", "Subject: b\n\nb\n");
    }

    @Test
    void behindABlankLineAMailBeginsWhateverItBeginsWith() throws IOException {
        assertThat(read(FROM + "\nSubject: a\n\na\n\n" + FROM + "\nno header line\n\n" + FROM + "\n\nc\n"))
                .containsExactly("Subject: a\n\na\n", "no header line\n", "\nc\n");
    }

    @Test
    void aMailMayBeginWithTheTraceLineOfSystemV() throws IOException {
        String mail = ">From a Mon Nov 23 20:56:00 2026 remote from mx\nSubject: b\n\nb\n";

        assertThat(read(FROM + "\nSubject: a\n\na\n\n" + FROM + "\n" + mail + "\n"))
                .hasSize(2);
    }

    @Test
    void patchesThatGitHasWrittenIntoAFileAreAMailEach() throws IOException {
        String patch = "From: A <a@git.example>\nSubject: [PATCH] b\n\n---\n";

        assertThat(read(GIT + "\n" + patch + "\n" + GIT + "\n" + patch + "\n")).containsExactly(patch, patch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From ", "From -", "From a@market.example"})
    void separatorsWithoutADateSeparateWhereTheFileBeginsWithOne(String from) throws IOException {
        String mail = "Subject: a\n\nFrom \nhere on\n\nFrom - my side\nNote: no separator\n\nFrom \n\n";

        List<String> mails = read(from + "\n" + mail + "\n" + from + "\nSubject: b\n\nb\n\n");

        assertThat(mails).containsExactly(mail, "Subject: b\n\nb\n");
    }

    @Test
    void aSeparatorWithoutADateMayStillNameTheSender() throws IOException {
        try (MboxFile mbox = MboxFile.open(file("From a@market.example\nSubject: a\n\n"), TOKYO)) {
            StoredMail mail = mbox.next().orElseThrow();

            assertThat(mail.sender()).isEqualTo("a@market.example");
            assertThat(mail.at()).isNull();
        }
    }

    @Test
    void whereEachMailTellsItsLengthTheLengthDecides() throws IOException {
        String quoting = "an mbox:\n\n" + FROM + "\nSubject: not this one\n\n>From here\n";
        List<String> mails = List.of(counted("a", quoting), counted("b", ">From there\n"), counted("c", ""));

        assertThat(read(unquoted(mails, "\n"))).as("mboxcl2").isEqualTo(mails);
        assertThat(read(unquoted(mails, ""))).as("and without blank lines").isEqualTo(mails);
    }

    @Test
    void whereQuotedMailsTellTheirLengthTheQuotesAreTakenOff() throws IOException {
        assertThat(read(unquoted(List.of(counted("a", ">From here\n"), counted("b", "b\n")), "\n")))
                .as("mboxcl")
                .containsExactly(counted("a", ">From here\n").replace(">From", "From"), counted("b", "b\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3", "Content-Length: 99999999", "Content-Length: -1", "Content-Length: x"})
    void aLengthThatIsWrongIsTheSendersWord(String length) throws IOException {
        String mail = length + "\nSubject: a\n\nlonger than that\n";
        List<String> mails = List.of(mail, counted("b", "b\n"), mail);

        assertThat(read(unquoted(mails, "\n"))).isEqualTo(mails);
    }

    @Test
    void aSenderCannotSwallowTheMailsBehindHis() throws IOException {
        String victim = "Subject: b\n\nb\n";
        String rest = "a\n\n" + FROM + "\n" + victim;
        String evil = "Content-Length: " + rest.length() + "\nSubject: a\n\na\n";
        List<String> mails = List.of("Subject: first\n\nwithout a length\n", evil, victim, victim);

        assertThat(read(unquoted(mails, "\n"))).isEqualTo(mails);
    }

    @Test
    void aPackedMboxIsUnpackedHoweverManyMembersItHas() throws IOException {
        String mbox = mbox(List.of("Subject: a\n\na\n", "Subject: b\n\nb\n"), "\n");
        Path packed = folder.resolve("mbox.gz");
        try (OutputStream file = Files.newOutputStream(packed)) {
            for (String member : List.of(mbox.substring(0, 60), mbox.substring(60))) {
                GZIPOutputStream gzip = new GZIPOutputStream(file);
                gzip.write(member.getBytes(ISO_8859_1));
                gzip.finish();
            }
        }

        assertThat(read(packed)).containsExactly("Subject: a\n\na\n", "Subject: b\n\nb\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anMboxComesOutOfAPipeToo(boolean packed) throws Exception {
        List<String> mails = Collections.nCopies(2000, "Subject: a\n\nlonger than what a pipe holds at a time\n");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        (packed ? "gzip -c" : "cat") + " \"$0\" > \"$1\"",
                        file(mbox(mails, "\n")).toString(),
                        pipe.toString())
                .start();

        assertThat(read(pipe)).isEqualTo(mails);

        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void aPackedMboxThatIsCutOffIsRefusedAsAWhole() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(mbox(List.of("Subject: a\n\na\n"), "\n").getBytes(ISO_8859_1));
        }
        Path packed = Files.write(folder.resolve("mbox.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));

        assertThatThrownBy(() -> read(packed)).isInstanceOf(EOFException.class);
    }

    @Test
    void theFoldersInternalMessageIsNoMail() throws IOException {
        String internal = "Date: Mon, 23 Nov 2026 20:57:00 +0900\n"
                + "From: Mail System Internal Data <MAILER-DAEMON@mx.example>\n"
                + "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\n"
                + "X-IMAP: 0123456789 0000000001\nStatus: RO\n\nThis text is part of the internal format.\n";
        String sent = "Received: by mx.example;\n" + internal;

        try (MboxFile mbox = MboxFile.open(file(mbox(List.of(internal, internal), "\n")), TOKYO)) {
            assertThatThrownBy(() -> content(mbox.next().orElseThrow())).isInstanceOf(MailboxMetadata.class);
            assertThat(content(mbox.next().orElseThrow()))
                    .as("only the first belongs to the folder")
                    .isEqualTo(internal);
        }
        assertThat(read(mbox(List.of(sent), "\n")))
                .as("this mail was sent by its author")
                .containsExactly(sent);
        assertThat(read(mbox(List.of(internal.replace("X-IMAP:", "X-Other:")), "\n")))
                .hasSize(1);
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

    private static String counted(String subject, String body) {
        return "Subject: " + subject + "\ncontent-length: " + body.length() + "\n\n" + body;
    }

    /** @param blank line after each mail, or none */
    private static String unquoted(List<String> mails, String blank) {
        return mails.stream().map(mail -> FROM + "\n" + mail + blank).collect(Collectors.joining());
    }

    /** An mbox as mail servers write it. */
    private static String mbox(List<String> mails, String end) {
        StringBuilder mbox = new StringBuilder();
        mails.forEach(mail -> mbox.append(FROM)
                .append(end)
                .append(mail.replaceAll("(?<![^\n])(>*From )", ">$1"))
                .append(end));
        return mbox.toString();
    }

    private List<String> read(String mbox) throws IOException {
        return read(file(mbox));
    }

    private static List<String> read(Path mbox) throws IOException {
        List<String> mails = new ArrayList<>();
        try (MboxFile file = MboxFile.open(mbox, TOKYO)) {
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
