package courier;

import static org.assertj.core.api.Assertions.assertThat;

import addresses.AddressBook;
import archive.MailFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import local.Configuration;
import local.SmtpClient;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import policy.Policies;
import settings.Settings;

/**
 * Sends the same mails through a real sendmail and through the courier into the same program, which must see only the
 * differences listed in docs/courier.md. Needs an unpacked sendmail and root.
 */
class SendmailParityIT {

    /** The headers of every mail from a marketplace; sendmail adds missing ones. */
    private static final String HEAD = "Received: from here by there; Tue, 24 Nov 2026 01:00:00 +0000\n"
            + "From: market@market.example\nTo: ne-001@shop.example\nSubject: order\n"
            + "Date: Tue, 24 Nov 2026 01:00:00 +0000\nMessage-ID: <1@market.example>\n";

    /** A mail with its envelope sender, the extension in its recipient, and the command's last words. */
    private record Case(String sender, String extension, String words, String mail) {}

    private static final List<Case> CASES = List.of(
            usual(HEAD + "\nFrom me to you\n>From before\n..\n.dot\n\n\nend\n\n\n"),
            usual(HEAD),
            usual(HEAD + "\n"),
            usual(HEAD + "\nno line end"),
            usual(HEAD + "\n" + "x".repeat(900) + "\n" + "long ".repeat(2000) + "\n"),
            usual(HEAD + "\n" + "line of a big order\n".repeat(20_000)),
            usual(HEAD + "\n\u00e6\u0097\u00a5\u00e6\u009c\u00ac 8 bit\n"),
            usual(HEAD + "X-Folded: one\n two\n\tthree\n\nbody\n"),
            usual(HEAD + "\n\f\u0007 control characters \u001b$B\n"),
            usual("Return-Path: <ses@amazonses.example>\n" + HEAD + "\nas SES stores it\n"),
            usual(HEAD
                    + "Return-Path: <old@market.example>\nBcc: secret@market.example,\n\tother@market.example\n\nx\n"),
            usual(HEAD + "Content-Length: 5\nFull-Name: x\nX-Last: yes\n\nbody\n"),
            usual(HEAD + "Comments: \u00e6\u0097\u00a5\nReply-To: a <r@market.example>\n\na NUL \u0000 in it\n"),
            new Case("", "", "", HEAD + "\na bounce\n"),
            new Case("order+7@market.example", "+detail", "", HEAD + "\nextension\n"),
            new Case("a=b_c@market.example", "+a+b", " 'x y' \\\"a b\\\" z", HEAD + "\nquotes\n"),
            new Case("${x}`id`|&@evil.example", "", " it\\\\'s 50% \\\"\\\" ''", HEAD + "\nodd sender\n"),
            new Case("o'brien@market.example", "", " 'a;b | c' x=1", HEAD + "\nsigns in the alias\n"),
            usual(HEAD + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                    + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nb3JkZXIK\n--b--\n"),
            usual(HEAD + "MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-2022-jp\n"
                    + "Content-Transfer-Encoding: 7bit\n\n\u001b$BCmJ8\u001b(B\n"));

    /** Bodies that sendmail decodes, and those that it leaves unchanged. */
    private static final List<Case> ENCODED = List.of(
            text("text/plain; charset=utf-8", "base64", "5rOo5paHCkZyb20gbWUK\n"),
            text("TEXT/PLAIN", "BASE64", "YQ0KYg0KDQpj\n"),
            text("text/plain", "base64", "YQ==\nYmM=\nZGU=\n"),
            text("text/plain", "base64", ""),
            text("text/plain;charset=utf-8", "quoted-printable", "A=E6=97=A5 =3d =\nnext  \nbad =ZZ rest\n=e6=\n"),
            text("text/plain", "quoted-printable", "x".repeat(5000) + "\n\n"),
            text("text/plain; format=flowed", "7bit", "YQpi\n"),
            text("text/plain", "base64 (a comment)", "YQpi\n"),
            text("text/plain\n ; charset=utf-8", "base64", "YQpi\n"),
            text("text/plainer", "base64", "YQpi\n"),
            text("text/html", "base64", "YQpi\n"),
            usual(HEAD + "Content-Transfer-Encoding: base64\n\nYQpi\n"),
            usual(HEAD + "Content-Transfer-Encoding: base64\nContent-Type: text/plain\nX-Last: yes\n"),
            usual(HEAD + "Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\n"
                    + "Content-Transfer-Encoding: base64\n\nYQpi\n"));

    private static final List<Case> ALL =
            Stream.concat(CASES.stream(), ENCODED.stream()).toList();

    private static Case text(String type, String encoding, String body) {
        return usual(HEAD + "MIME-Version: 1.0\nContent-Type: " + type + "\nContent-Transfer-Encoding: " + encoding
                + "\nX-Last: yes\n\n" + body);
    }

    private static final Pattern CONVERTED =
            Pattern.compile("X-MIME-Autoconverted: from (\\S+) to 8bit by parity.example id \\S+\n");

    private static final Set<String> OURS =
            Set.of("SENDER", "RECIPIENT", "ORIGINAL_RECIPIENT", "LOCAL", "DOMAIN", "PATH");

    private static Case usual(String mail) {
        return new Case("order@market.example", "", "", mail);
    }

    private static UnpackedSendmail sendmail;
    private static Path folder;

    @BeforeAll
    static void unpackSendmail() throws Exception {
        sendmail = UnpackedSendmail.install();
        folder = sendmail.folder();
        sendmail.openFolder("sendmail");
        sendmail.openFolder("hikyaku");
        sendmail.program("record", """
                cat >"$1.stdin"
                for argument in "$@"; do printf '%s\\n' "$argument"; done | tail -n +2 >"$1.arguments"
                env >"$1.environment"
                { pwd; umask; id -un; } >"$1.place"
                """);
        Files.write(folder.resolve("aliases"), aliases("sendmail"));
        Files.write(folder.resolve("aliases-of-hikyaku"), aliases("hikyaku"));
    }

    @AfterAll
    static void removeSendmail() throws Exception {
        if (sendmail != null) {
            sendmail.close();
        }
    }

    @Test
    void argumentsEnvironmentPlaceAndMailAreThose() throws Exception {
        assertThat(CASES).hasSize(20);
        try (SmtpClient smtp = sendmail.smtp()) {
            for (int i = 0; i < ALL.size(); i++) {
                smtp.send(ALL.get(i).sender(), List.of(recipient(i)), stored(i));
            }
        }
        for (int i = 0; i < ALL.size(); i++) {
            hikyaku(i);
        }
        for (int i = 0; i < ALL.size(); i++) {
            for (String what : List.of("arguments", "place")) {
                assertThat(text("hikyaku", i, what)).as("%s of %d", what, i).isEqualTo(text("sendmail", i, what));
            }
            assertThat(text("hikyaku", i, "stdin"))
                    .as("mail %d", i)
                    .isEqualTo(withoutReceived(text("sendmail", i, "stdin")));
            assertThat(environment("hikyaku", i)).as("environment of %d", i).isEqualTo(environment("sendmail", i));
        }
    }

    /** Listed in docs/courier.md: the courier adds no missing header, and rewrites none. */
    @Test
    void whatSendmailMakesOfHeadersIsLeftAsItCame() throws Exception {
        String mail = "Subject: order\r\nTo: a@market.example,b@market.example\r\n\r\nbody\r\n";

        try (SmtpClient smtp = sendmail.smtp()) {
            smtp.send("order@market.example", List.of(recipient(0)), mail.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(withoutReceived(text("sendmail", 0, "stdin")))
                .matches("From order@market.example \\(date\\)\nDate: .*\nFrom: order@market.example\n"
                        + "Message-Id: <.*@parity.example>\nSubject: order\n"
                        + "To: a@market.example, b@market.example\n\nbody\n");
    }

    private static void hikyaku(int number) throws Exception {
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", folder.resolve("aliases-of-hikyaku").toString(),
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.pipe.clean-environment", "true",
                "hikyaku.sets.one.pipe.working-directory", "/",
                "hikyaku.sets.one.pipe.umask", "022",
                "hikyaku.sets.one.pipe.user", "nobody:nogroup"));
        AddressBook addresses = new AddressBook(settings, new NoS3());
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-" + number, recipient(number)),
                ALL.get(number).sender(),
                Instant.EPOCH,
                new RawMail("raw", "mail-" + number));
        try (MailFolder parcel = MailFolder.in(folder, new ByteArrayInputStream(stored(number)))) {
            CommandOutcome outcome = new LegacyCommand(
                            addresses, new Policies(settings, addresses), settings, Clock.systemUTC())
                    .run(delivery, parcel);
            assertThat(outcome.status()).as(outcome.note()).isEqualTo(DeliveryStatus.DONE);
        }
    }

    private static List<String> aliases(String side) {
        return IntStream.range(0, ALL.size())
                .mapToObj(i -> "p-%02d: \"|%s %s %03d%s\""
                        .formatted(
                                i,
                                folder.resolve("record"),
                                folder.resolve(side).resolve("%02d".formatted(i)),
                                i,
                                ALL.get(i).words()))
                .toList();
    }

    private static String recipient(int number) {
        return "p-%02d%s@shop.example".formatted(number, ALL.get(number).extension());
    }

    /** The mail as SMTP transfers it and SES stores it: every line ends with CRLF. */
    private static byte[] stored(int number) {
        String mail = ALL.get(number).mail();
        return (mail.endsWith("\n") ? mail : mail + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Removes the Received line that sendmail adds, because the stored mail has SES' own line. */
    private static String withoutReceived(String mail) {
        String without = mail.replaceFirst("Received: from localhost [^\\n]*\\n(\\t[^\\n]*\\n)*", "");
        return CONVERTED
                .matcher(without)
                .replaceFirst(label -> "X-MIME-Autoconverted: from "
                        + label.group(1).toLowerCase(Locale.ROOT) + " to 8bit by hikyaku\n");
    }

    /** Variables that only the courier sets, and PATH, which sendmail leaves to the shell. */
    private static Set<String> environment(String side, int number) {
        return text(side, number, "environment")
                .lines()
                .filter(line -> !OURS.contains(line.substring(0, Math.max(0, line.indexOf('=')))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String side, int number, String what) {
        try {
            return Files.readString(
                            folder.resolve(side).resolve("%02d.%s".formatted(number, what)),
                            StandardCharsets.ISO_8859_1)
                    .replaceFirst("^(From \\S+ )... ... .. ..:..:.. ....\\n", "$1(date)\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
