package courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import addresses.AddressBook;
import archive.MailFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import local.Configuration;
import local.Waiting;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.Policies;
import settings.Settings;

class LegacyCommandTest {

    private static final Map<String, String> AS_STORED = Map.of("server", "none");

    /**
     * A time limit that the commands reach. Commands that end by themselves have ten minutes, because a busy machine is
     * slow.
     */
    private static final Map<String, String> ENDED_SOON = Map.of("time-limit", "PT2S");

    private static final String MAIL =
            "Subject: order\r\nReturn-Path: <x@market.example>\r\n folded\r\n\r\nFrom me\r\n\nend";

    @TempDir
    Path folder;

    /**
     * Sleeps for a time that no other run on this machine uses, so the command line identifies this run's processes.
     */
    private static final String SLEEP = "sleep 61." + ProcessHandle.current().pid();

    private String arguments = "001";
    private String sender = "order@market.example";
    private boolean unreadable;
    private boolean brokenOff;
    private Duration grace = ProcessGroup.GRACE;

    @AfterEach
    void noProcessOfTheCommandIsLeft() throws IOException {
        assertThat(commandLines()).noneMatch(line -> line.contains(folder.toString()));
    }

    @Test
    void theCommandGetsTheBytesAsTheyAreAndItsArguments() throws Exception {
        Path given = folder.resolve("given");
        byte[] mail = {'a', '\r', '\n', 0, (byte) 0xff, '\n'};

        CommandOutcome outcome = run("cat > " + given + "; echo $1 $RECIPIENT", mail, AS_STORED);

        assertThat(Files.readAllBytes(given)).isEqualTo(mail);
        assertThat(outcome.note()).isEqualTo("exit 0: 001 ne-001@shop.example");
        assertThat(outcome.status()).isEqualTo(DeliveryStatus.DONE);
    }

    @Test
    void sendmailsProgramsGetAFromLineAndLineFeeds() throws Exception {
        assertThat(given(Map.of()))
                .isEqualTo("From order@market.example " + date() + "\nSubject: order\n\nFrom me\n\nend");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: a", "Subject: a\n", "Subject: a\r\n", "Subject: a\n\n"})
    void sendmailEndsTheHeadersOfAMailWithoutABody(String mail) throws Exception {
        Path given = folder.resolve("given");

        run("cat > " + given, mail.getBytes(StandardCharsets.US_ASCII), Map.of("from-line", "false"));

        assertThat(Files.readString(given)).isEqualTo("Subject: a\n\n");
    }

    /** Content that a program behind sendmail never had to decode. SendmailParityIT covers more of it. */
    @ParameterizedTest
    @CsvSource({
        "base64, 5rOo5paHCg==, 注文%n%n",
        "BASE64, YQ0KYg==, a%nb%n%n",
        "quoted-printable, =E6=B3=A8=%n=E6=96=87, 注文%n",
        "quoted-printable, a =3D b%n, a = b%n%n"
    })
    void sendmailsProgramsGetPlainTextDecoded(String encoding, String body, String text) throws Exception {
        assertThat(given(encoded(encoding, body), Map.of("from-line", "false")))
                .isEqualTo("Content-Type: text/plain; charset=utf-8\nX-Last: yes\nContent-Transfer-Encoding: 8bit\n"
                        + "X-MIME-Autoconverted: from " + encoding.toLowerCase(Locale.ROOT) + " to 8bit by hikyaku\n\n"
                        + text.formatted());
    }

    @Test
    void othersAndSetsThatDoNotWantItGetItAsItCame() throws Exception {
        String mail = encoded("base64", "YQpi%n");

        for (Map<String, String> pipe : List.of(
                Map.of("from-line", "false", "decode-text", "false"), Map.of("server", "none", "line-ends", "lf"))) {
            assertThat(given(mail, pipe)).isEqualTo(mail);
        }
        assertThat(given(mail, Map.of("server", "postfix"))).endsWith("\nX-Last: yes\n\nYQpi\n");
        assertThat(given(mail, Map.of("from-line", "false", "line-ends", "as-stored")))
                .isEqualTo(mail);
    }

    private static String encoded(String encoding, String body) {
        return ("Content-Type: text/plain; charset=utf-8%nContent-Transfer-Encoding: " + encoding + "%nX-Last: yes%n%n"
                        + body)
                .formatted();
    }

    @Test
    void postfixProgramsGetTraceHeadersInPlaceOfThoseThatCame() throws Exception {
        assertThat(given(Map.of("server", "postfix")))
                .isEqualTo("From order@market.example  " + date() + "\nReturn-Path: <order@market.example>\n"
                        + "X-Original-To: ne-001@shop.example\nDelivered-To: ne-001@shop.example\n"
                        + "Subject: order\n\nFrom me\n\nend");
    }

    @Test
    void aSenderWithALineBreakMakesUpNoHeader() throws Exception {
        sender = "a\nX-Shop: 002@market.example";

        assertThat(given(Map.of("server", "postfix"))).contains("Return-Path: <a?X-Shop: 002@market.example>\n");
    }

    @Test
    void aSenderThatNoProcessCanBeToldIsHeldAndNotTriedAgain() {
        sender = "a\u0000@market.example";

        assertThatThrownBy(() -> run("exit 0"))
                .isInstanceOf(CommandNotRun.class)
                .hasMessageContaining("has a NUL");
    }

    @Test
    void coloursOfAProgramAreNoPartOfTheReason() throws Exception {
        CommandOutcome outcome = run("printf '\\033[31mno\\tdatabase\\033[0m\\nend\\000'; exit 1");

        assertThat(outcome.note()).isEqualTo("exit 1: ?[31mno\tdatabase?[0m\nend?");
    }

    @Test
    void singleTraitsCanBeChanged() throws Exception {
        assertThat(given(Map.of("server", "none", "line-ends", "crlf")))
                .isEqualTo(MAIL.replace("\n\nend", "\n\r\nend"));
        assertThat(given(Map.of("from-line", "false", "line-ends", "as-stored")))
                .isEqualTo("Subject: order\r\n\r\nFrom me\r\n\nend");
    }

    @Test
    void aMailWithOneLineOfFortyMegabytesIsPipedInLittleMemory() throws Exception {
        byte[] mail = "x".repeat(40_000_000).getBytes(StandardCharsets.US_ASCII);
        System.gc();
        long before = used();

        CommandOutcome outcome = run("wc -c", mail, Map.of("server", "none", "line-ends", "lf"));

        assertThat(outcome.note()).isEqualTo("exit 0: 40000000");
        assertThat(used() - before).isLessThan(64_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "0, DONE",
        "1, FAILED",
        "64, FAILED",
        "67, FAILED",
        "71, RETRY",
        "74, RETRY",
        "75, RETRY",
        "78, FAILED",
        "127, FAILED",
        "255, FAILED"
    })
    void anExitCodeMeans(int code, DeliveryStatus status) throws Exception {
        CommandOutcome outcome = run("exit " + code);

        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.note()).isEqualTo("exit " + code);
    }

    @ParameterizedTest
    @CsvSource({"67, HELD", "1, RETRY", "75, FAILED", "3, DONE"})
    void aSetMayMeanSomethingElse(int code, DeliveryStatus status) throws Exception {
        assertThat(run("exit " + code, new byte[0], Map.of("exit-codes." + code, status.name()))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aCommandThatASignalEndsIsTriedAgain() throws Exception {
        CommandOutcome outcome = run("kill -9 $$");

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(outcome.note()).isEqualTo("exit 137");
    }

    @Test
    void aCommandThatIsMissingIsAFailureWithItsReason() throws Exception {
        Path program = folder.resolve("program");

        CommandOutcome outcome =
                run(program + "-is-missing 001", new byte[0], Map.of(), "ne-001: \"|" + program + "-is-missing\"\n");

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(outcome.note()).contains("127", "program-is-missing");
    }

    @Test
    void aCommandThatClosesItsInputAtOnceIsNoTrouble() throws Exception {
        CommandOutcome outcome = run("exec <&-; sleep 0.2; exit 0", new byte[10_000_000], Map.of());

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.DONE);
    }

    @Test
    void aCommandThatPrintsAGigabyteKeepsItsTail() throws Exception {
        System.gc();
        long before = used();

        CommandOutcome outcome =
                run("head -c 1000000000 /dev/zero | tr '\\0' x; echo; echo the end", new byte[0], Map.of());

        assertThat(outcome.note()).endsWith("the end").hasSizeLessThan(2100);
        assertThat(used() - before).isLessThan(64_000_000);
    }

    @Test
    void aCommandThatHangsIsEndedWithWhateverItHasStartedAndTriedAgain() throws Exception {
        CommandOutcome outcome = run(SLEEP + " & " + SLEEP, new byte[] {'x'}, ENDED_SOON);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(outcome.note()).startsWith("ended after PT2S");
        assertThat(commandLines()).noneMatch(line -> line.contains(SLEEP));
    }

    @Test
    void aChildThatLingersIsEnded() throws Exception {
        CommandOutcome outcome = run(SLEEP + " & echo started");

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.DONE);
        assertThat(outcome.note()).isEqualTo("exit 0: started");
        assertThat(commandLines()).noneMatch(line -> line.contains(SLEEP));
    }

    @Test
    void workingDirectoryUmaskAndEnvironmentAreTheSets() throws Exception {
        CommandOutcome outcome = run(
                "umask; pwd; echo $SHOP_DB; echo ${HOME:-no home}",
                new byte[0],
                Map.of(
                        "umask", "027",
                        "working-directory", "/usr",
                        "environment.SHOP_DB", "db.internal",
                        "clean-environment", "true"));

        assertThat(outcome.note()).isEqualTo("exit 0: 0027\n/usr\ndb.internal\nno home");
    }

    @Test
    void theFolderWithTheMailIsNamedIfTheSetWantsIt() throws Exception {
        CommandOutcome outcome =
                run("test -d \"$MAIL_DIR/parts\" && cat \"$MAIL_DIR/raw\"", "x".getBytes(), Map.of("mail-dir", "true"));

        assertThat(outcome.note()).isEqualTo("exit 0: x");
    }

    @Test
    void aCommandLineForAShellIsRunByOneOnlyIfTheSetSaysSo() throws Exception {
        arguments = "001 | tr a-z A-Z";

        assertThat(run("echo $1", new byte[0], Map.of("shell", "true")).note()).isEqualTo("exit 0: 001");
        assertThatThrownBy(() -> run("echo $1"))
                .isInstanceOf(CommandNotRun.class)
                .hasMessageContaining("needs a shell");
    }

    @Test
    void aMailThatCannotBeReadIsNoShorterMail() throws Exception {
        Path given = folder.resolve("given");
        unreadable = true;

        assertThatThrownBy(() -> run("cat >" + given + ".part; mv " + given + ".part " + given))
                .isInstanceOf(IOException.class);

        assertThat(given).doesNotExist();
    }

    /** The second process of the pipe continues to read when the first one is killed. */
    @Test
    void noProcessOfTheGroupTakesAMailThatBreaksOffForWhole() throws Exception {
        Path given = folder.resolve("given");
        unreadable = true;

        assertThatThrownBy(() -> run("cat | { cat >" + given + ".part; mv " + given + ".part " + given + "; }"))
                .isInstanceOf(IOException.class);

        assertThat(given).doesNotExist();
    }

    /**
     * The whole mail does not fit into the pipe. The program's SIGTERM handler must not mistake the incomplete input
     * for a complete mail.
     */
    @Test
    void aCommandThatHangsInTheMiddleOfItsMailNeverSeesItsEnd() throws Exception {
        Path given = folder.resolve("given");

        CommandOutcome outcome = run(
                "trap : TERM; sleep 63 & wait; cat >" + given + ".part; mv " + given + ".part " + given,
                new byte[1_000_000],
                ENDED_SOON);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(given).doesNotExist();
    }

    @Test
    void aMailThatCannotBeReadWaitsForNoTimeLimit() throws Exception {
        unreadable = true;

        assertTimeout(
                Duration.ofMinutes(5),
                () -> assertThatThrownBy(() -> run("sleep 640", new byte[0], Map.of()))
                        .isInstanceOf(IOException.class));
    }

    @Test
    void aCommandThatIgnoresSigtermIsKilled() throws Exception {
        grace = Duration.ofSeconds(1);

        CommandOutcome outcome = run("trap '' TERM; while :; do " + SLEEP + " & wait; done", new byte[0], ENDED_SOON);

        assertThat(outcome.note()).startsWith("ended after PT2S");
        assertThat(outcome.exitCode()).isEqualTo(137);
        assertThat(commandLines()).noneMatch(line -> line.contains(SLEEP));
    }

    @Test
    void noProcessIsLeftWhenTheWaitForItIsBrokenOff() throws Exception {
        brokenOff = true;

        assertThatThrownBy(() -> run("sleep 66")).isInstanceOf(InterruptedException.class);

        // nobody waits for the processes that were killed, so they disappear a moment later
        Waiting.until(
                "no process of the command is left",
                Duration.ofSeconds(30),
                () -> commandLines().stream().noneMatch(line -> line.contains(folder.toString())));
    }

    @Test
    void aProgramKnowsNothingOfHikyakusSettings() throws Exception {
        Map<String, String> environment = new HashMap<>(
                Map.of("HIKYAKU_COURIER_MAIL", "m", "QUARKUS_HTTP_PORT", "1", "SHOP_HIKYAKU_", "s", "PATH", "/bin"));

        LegacyCommand.prepare(
                environment,
                settings(Map.of("mail-dir", "true")).sets().get("one").pipe(),
                new MailFolder(folder));

        assertThat(environment).containsOnlyKeys("SHOP_HIKYAKU_", "PATH", "MAIL_DIR");
    }

    private String given(Map<String, String> pipe) throws Exception {
        return given(MAIL, pipe);
    }

    private String given(String mail, Map<String, String> pipe) throws Exception {
        Path given = folder.resolve("given");
        run("cat > " + given, mail.getBytes(StandardCharsets.US_ASCII), pipe);
        return Files.readString(given);
    }

    /** The date in the format of C's ctime(). */
    private static String date() {
        int hours = TimeZone.getDefault().getOffset(0) / 3_600_000;
        return "Thu Jan  1 %02d:00:00 1970".formatted(hours);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        ProcessHandle.allProcesses()
                .forEach(process -> process.info().commandLine().ifPresent(lines::add));
        return lines;
    }

    private CommandOutcome run(String script) throws Exception {
        return run(script, new byte[] {'x'}, Map.of());
    }

    private CommandOutcome run(String script, byte[] mail, Map<String, String> pipe) throws Exception {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return run(script, mail, pipe, "ne-001: \"|" + program + " " + arguments + "\"\n");
    }

    private CommandOutcome run(String script, byte[] mail, Map<String, String> pipe, String alias) throws Exception {
        Files.writeString(folder.resolve("aliases"), alias);
        Settings settings = settings(pipe);
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-1", "ne-001@shop.example"), sender, Instant.EPOCH, new RawMail("raw", "mail-1"));
        try (MailFolder parcel = MailFolder.in(folder, new ByteArrayInputStream(mail))) {
            if (unreadable) {
                Files.delete(parcel.raw());
                Files.createDirectory(parcel.raw()); // a folder in its place can be opened, but not read
            }
            AddressBook addresses = new AddressBook(settings, new NoS3());
            LegacyCommand command = new LegacyCommand(
                    addresses,
                    new Policies(settings, addresses),
                    settings,
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    grace);
            if (brokenOff) {
                Thread.currentThread().interrupt(); // only now, because an interrupt would prevent the reads above
            }
            return command.run(delivery, parcel);
        }
    }

    private Settings settings(Map<String, String> pipe) {
        Map<String, String> set = new HashMap<>(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", folder.resolve("aliases").toString(),
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.time-limit", pipe.getOrDefault("time-limit", "PT10M")));
        pipe.forEach((name, value) -> set.put("hikyaku.sets.one.pipe." + name, value));
        return Configuration.with(set);
    }
}
