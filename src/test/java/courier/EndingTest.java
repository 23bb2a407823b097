package courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import addresses.AddressBook;
import archive.MailFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import local.Configuration;
import local.Waiting;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.Policies;
import settings.Settings;

/** How commands end: when the courier receives SIGTERM, as another user, and for an unknown recipient. */
class EndingTest {

    @TempDir
    Path folder;

    @Test
    void aCommandIsToldToEndWithItsCourierAndItsMailIsTriedAgain() throws Exception {
        LegacyCommand command = command("trap 'echo told; exit 1' TERM; cat; touch %s; sleep 71 & wait", Map.of());
        CompletableFuture<CommandOutcome> outcome = start(command);
        Waiting.until("the program runs", () -> Files.exists(folder.resolve("started")));

        assertThat(command.isEnding()).isFalse();
        command.end();

        assertThat(command.isEnding()).isTrue();
        assertThat(outcome.get(9, TimeUnit.SECONDS).status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(outcome.get().note()).isEqualTo("exit 1, the task was told to stop: xtold");
    }

    @Test
    void aCommandThatEndsWellAllTheSameIsDone() throws Exception {
        LegacyCommand command = command("trap 'exit 0' TERM; cat; touch %s; sleep 72 & wait", Map.of());
        CompletableFuture<CommandOutcome> outcome = start(command);
        Waiting.until("the program runs", () -> Files.exists(folder.resolve("started")));

        command.end();

        assertThat(outcome.get(9, TimeUnit.SECONDS)).isEqualTo(new CommandOutcome(0, DeliveryStatus.DONE, "exit 0: x"));
    }

    @Test
    void aCommandThatBeginsWhenItsCourierIsEndingIsToldAtOnce() throws Exception {
        LegacyCommand command = command("cat; sleep 73", Map.of());
        command.end();

        CommandOutcome outcome = start(command).get(9, TimeUnit.SECONDS);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(outcome.note()).contains("the task was told to stop");
    }

    @Test
    void theCommandRunsAsTheUserThatItsSetNames() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can change its user");

        assertThat(start(command("id -un; id -gn", Map.of("user", "nobody:daemon")))
                        .get()
                        .note())
                .isEqualTo("exit 0: nobody\ndaemon");
        assertThat(start(command("id -un", Map.of("user", "daemon"))).get().note())
                .isEqualTo("exit 0: daemon");
    }

    @Test
    void aRecipientThatItsAliasesFileDoesNotHaveIsUnknownHere() throws Exception {
        LegacyCommand command = command("exit 0", Map.of());

        assertThatThrownBy(() -> run(command, "ne-002@shop.example"))
                .isInstanceOf(UnknownAlias.class)
                .hasMessageContaining("mail-1")
                .hasMessageNotContaining("ne-002");
    }

    /** Starts a process that leaves the process group and keeps the pipe open. */
    @Test
    void aProcessThatHasLeftTheGroupDelaysTheOutcomeByLittle() throws Exception {
        LegacyCommand command = command("setsid sleep 9 & echo started; sleep 0.2", Map.of());

        assertThat(start(command).get(8, TimeUnit.SECONDS))
                .isEqualTo(new CommandOutcome(0, DeliveryStatus.DONE, "exit 0: started"));
    }

    private CompletableFuture<CommandOutcome> start(LegacyCommand command) {
        return CompletableFuture.supplyAsync(() -> run(command, "ne-001@shop.example"));
    }

    private CommandOutcome run(LegacyCommand command, String recipient) {
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-1", recipient),
                "order@market.example",
                Instant.EPOCH,
                new RawMail("raw", "mail-1"));
        try (MailFolder parcel = MailFolder.in(folder, new ByteArrayInputStream(new byte[] {'x'}))) {
            return command.run(delivery, parcel);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LegacyCommand command(String script, Map<String, String> pipe) throws IOException {
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
        Path program = Files.writeString(
                folder.resolve("program"), "#!/bin/sh\n" + script.formatted(folder.resolve("started")) + "\n");
        assertThat(program.toFile().setExecutable(true, false)).isTrue();
        Path aliases = Files.writeString(folder.resolve("aliases"), "ne-001: \"|" + program + " 001\"\n");
        Map<String, String> set = new HashMap<>(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", aliases.toString(),
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.time-limit", Duration.ofSeconds(30).toString(),
                "hikyaku.sets.one.pipe.server", "none"));
        pipe.forEach((name, value) -> set.put("hikyaku.sets.one.pipe." + name, value));
        Settings settings = Configuration.with(set);
        AddressBook addresses = new AddressBook(settings, new NoS3());
        return new LegacyCommand(
                addresses, new Policies(settings, addresses), settings, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
}
