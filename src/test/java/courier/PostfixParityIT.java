package courier;

import static org.assertj.core.api.Assertions.assertThat;

import addresses.AddressBook;
import archive.MailFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import local.Configuration;
import local.SmtpClient;
import local.Waiting;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import policy.Policies;
import settings.Settings;

/**
 * Sends the same mails through a real Postfix and through the courier into the same program, which must see no
 * difference. Needs an installed Postfix and root.
 */
class PostfixParityIT {

    private static final List<String> QUOTING = List.of("a b", "it's", "50%", "日本", "");

    /** Extensions for some of the mails, with text that an outsider may write. */
    private static final Map<Integer, String> EXTENSIONS = Map.of(
            4, "+detail",
            5, "+one+two",
            6, "+",
            7, "+a/b",
            8, "+${x}`id`|&",
            9, "+{x}*?~",
            10, "+a=b");

    private static final int QUOTED = 12;

    private static final Map<Integer, String> SENDERS = Map.of(
            3, "",
            8, "${x}`id`|&@evil.example",
            9, "\"$(id); rm\"@evil.example",
            11, "o'brien_1/x@market.example");

    /**
     * Variables that a courier cannot know: the client that sent the mail to SES, and the folder of Postfix' settings.
     */
    private static final Set<String> POSTFIX_ONLY =
            Set.of("CLIENT_ADDRESS", "CLIENT_HELO", "CLIENT_HOSTNAME", "CLIENT_PROTOCOL", "MAIL_CONFIG");

    private static LoopbackPostfix postfix;
    private static Path folder;

    @BeforeAll
    static void installPostfix() throws Exception {
        postfix = LoopbackPostfix.install();
        folder = postfix.folder();
        postfix.openFolder("postfix");
        postfix.openFolder("hikyaku");
        postfix.program("record", """
                cat >"$1.stdin"
                for argument in "$@"; do printf '%s\\n' "$argument"; done | tail -n +2 >"$1.arguments"
                env >"$1.environment"
                { pwd; umask; id -un; } >"$1.place"
                mv "$1.place" "$1.done"
                """);
        Files.write(folder.resolve("aliases"), aliases("postfix"));
        Files.write(folder.resolve("aliases-of-hikyaku"), aliases("hikyaku"));
    }

    @AfterAll
    static void removePostfix() throws Exception {
        if (postfix != null) {
            postfix.close();
        }
    }

    @Test
    void argumentsEnvironmentPlaceAndMailAreThose() throws Exception {
        int port = postfix.start();
        List<byte[]> mails = mails();
        assertThat(mails).hasSize(20);

        try (SmtpClient smtp = new SmtpClient(port)) {
            for (int i = 0; i < mails.size(); i++) {
                smtp.send(sender(i), List.of(recipient(i)), mails.get(i));
            }
        }
        for (int i = 0; i < mails.size(); i++) {
            hikyaku(i, mails.get(i));
        }
        Waiting.until(
                "Postfix has delivered all",
                () -> IntStream.range(0, mails.size()).allMatch(i -> Files.exists(file("postfix", i, "done"))));

        for (int i = 0; i < mails.size(); i++) {
            assertThat(text("hikyaku", i, "arguments"))
                    .as("arguments of %d", i)
                    .isEqualTo(text("postfix", i, "arguments"));
            assertThat(text("hikyaku", i, "done")).as("place of %d", i).isEqualTo(text("postfix", i, "done"));
            assertThat(text("hikyaku", i, "stdin"))
                    .as("mail %d", i)
                    .isEqualTo(withoutReceived(text("postfix", i, "stdin")));
            assertThat(environment("hikyaku", i)).as("environment of %d", i).isEqualTo(environment("postfix", i));
        }
    }

    private static void hikyaku(int number, byte[] mail) throws Exception {
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", folder.resolve("aliases-of-hikyaku").toString(),
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.pipe.server", "postfix",
                "hikyaku.sets.one.pipe.clean-environment", "true",
                "hikyaku.sets.one.pipe.environment.LANG", "C",
                "hikyaku.sets.one.pipe.working-directory",
                        folder.resolve("queue").toString(),
                "hikyaku.sets.one.pipe.user", "nobody:nogroup"));
        AddressBook addresses = new AddressBook(settings, new NoS3());
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-" + number, recipient(number)),
                sender(number),
                Instant.EPOCH,
                new RawMail("raw", "mail-" + number));
        try (MailFolder parcel = MailFolder.in(folder, new ByteArrayInputStream(asStored(mail)))) {
            CommandOutcome outcome = new LegacyCommand(
                            addresses, new Policies(settings, addresses), settings, Clock.systemUTC())
                    .run(delivery, parcel);
            assertThat(outcome.status()).as(outcome.note()).isEqualTo(DeliveryStatus.DONE);
        }
    }

    /** SMTP ends every line with CRLF. */
    private static byte[] asStored(byte[] mail) {
        boolean ended = mail.length == 0 || mail[mail.length - 1] == '\n';
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        stored.writeBytes(mail);
        stored.writeBytes(ended ? new byte[0] : new byte[] {'\r', '\n'});
        return stored.toByteArray();
    }

    private static List<String> aliases(String side) {
        return IntStream.range(0, 20)
                .mapToObj(i -> "p-%02d: \"|%s %s %03d%s\""
                        .formatted(
                                i,
                                folder.resolve("record"),
                                file(side, i, "").toString().replaceAll("\\.$", ""),
                                i,
                                quoted(i)))
                .toList();
    }

    /** In the form of an aliases file: backslashes precede the command's quotes inside the quotes of the value. */
    private static String quoted(int number) {
        return number % 4 == 0 ? "" : " \\\"" + QUOTING.get(number % QUOTING.size()) + "\\\" 'x y' z";
    }

    private static String recipient(int number) {
        return number == QUOTED
                ? "\"p-%02d+$(id); x\\\"y\"@shop.example".formatted(number)
                : "p-%02d%s@shop.example".formatted(number, EXTENSIONS.getOrDefault(number, ""));
    }

    private static String sender(int number) {
        return SENDERS.getOrDefault(number, "order+" + number + "@market.example");
    }

    private static List<byte[]> mails() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        try (Stream<Path> demo = Files.list(Path.of("demo/mails"))) {
            for (Path mail : demo.sorted().limit(7).toList()) {
                mails.add(withCrLf(Files.readString(mail, StandardCharsets.ISO_8859_1)));
            }
        }
        String head = "Received: from here by there; Tue, 24 Nov 2026 01:00:00 +0000\nSubject: order\n";
        Stream.of(
                        head + "\nFrom me to you\n>From before\n..\n.dot\n\n\nend\n\n\n",
                        head
                                + "Return-Path: <old@market.example>\nBcc: secret@market.example,\n\tother@market.example\n\nbody\n",
                        head + "Content-Length: 5\nResent-Bcc: x@market.example\nX-Last: yes\n\nbody\n",
                        head,
                        head + "\n",
                        head + "\nno line end",
                        head + "\n" + "x".repeat(900) + "\n" + "long ".repeat(2000) + "\n",
                        head + "\n" + "line of a big order\n".repeat(20_000),
                        head + "\n\u00e6\u0097\u00a5\u00e6\u009c\u00ac 8 bit\n",
                        head + "X-Folded: one\n two\n\tthree\n\nbody\n",
                        head + "\n\f\u0007 control characters \u001b$B\n",
                        "Return-Path: <ses@amazonses.example>\n" + head + "\nas SES stores it\n",
                        head
                                + "From: \"a\" <a@market.example>\nTo: p@shop.example\nDate: today\nMessage-ID: <1@market.example>\n\nx\n")
                .map(PostfixParityIT::withCrLf)
                .forEach(mails::add);
        return mails;
    }

    private static byte[] withCrLf(String mail) {
        return mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Removes the Received line that Postfix adds, because the stored mail has SES' own line, and the time of delivery.
     */
    private static String withoutReceived(String mail) {
        return mail.replaceFirst("Received: from localhost [^\\n]*\\n(\\t[^\\n]*\\n)*", "");
    }

    private static Set<String> environment(String side, int number) {
        Set<String> environment =
                new TreeSet<>(text(side, number, "environment").lines().toList());
        environment.removeIf(line -> POSTFIX_ONLY.contains(line.substring(0, Math.max(0, line.indexOf('=')))));
        return environment;
    }

    private static String text(String side, int number, String what) {
        try {
            return Files.readString(file(side, number, what), StandardCharsets.ISO_8859_1)
                    .replaceFirst("^(From [^\\n]+  )... ... .. ..:..:.. ....\\n", "$1(date)\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String side, int number, String what) {
        return folder.resolve(side).resolve("%02d.%s".formatted(number, what));
    }
}
