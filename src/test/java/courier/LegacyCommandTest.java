package courier;

import static org.assertj.core.api.Assertions.assertThat;

import addresses.AddressBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import local.Configuration;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import settings.Settings;

class LegacyCommandTest {

    @TempDir
    Path folder;

    @Test
    void theCommandGetsTheBytesAsTheyAreAndItsArguments() throws Exception {
        Path given = folder.resolve("given");
        byte[] mail = {'a', '\r', '\n', 0, (byte) 0xff, '\n'};

        Outcome outcome = run("cat > " + given + "; echo $1 $RECIPIENT", mail);

        assertThat(Files.readAllBytes(given)).isEqualTo(mail);
        assertThat(outcome.note()).isEqualTo("exit 0: 001 ne-001@shop.example");
        assertThat(outcome.status()).isEqualTo(DeliveryStatus.DONE);
    }

    @Test
    void exit75AndSignalsAreTriedAgainAndOtherCodesAreNot() throws Exception {
        assertThat(run("exit 75").status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(run("kill -9 $$").status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(run("exit 1").status()).isEqualTo(DeliveryStatus.FAILED);
    }

    @Test
    void aCommandThatReadsNothingIsNoTrouble() throws Exception {
        assertThat(run("exit 0", new byte[1_000_000]).status()).isEqualTo(DeliveryStatus.DONE);
    }

    @Test
    void aCommandThatPrintsWithoutEndKeepsItsTail() throws Exception {
        Outcome outcome = run("yes | head -c 5000000; echo; echo the end");

        assertThat(outcome.note()).endsWith("the end").hasSizeLessThan(2100);
    }

    @Test
    void aCommandThatHangsIsEndedAndTriedAgain() throws Exception {
        Outcome outcome = run("exec sleep 60");

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.RETRY);
        assertThat(outcome.note()).startsWith("ended after PT2S");
    }

    private Outcome run(String script) throws Exception {
        return run(script, new byte[] {'x'});
    }

    private Outcome run(String script, byte[] mail) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path aliases = Files.writeString(folder.resolve("aliases"), "ne-001: \"|" + program + " 001\"\n");
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", aliases.toString(),
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.time-limit", Duration.ofSeconds(2).toString()));
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-1", "ne-001@shop.example"), "", Instant.EPOCH, new RawMail("raw", "mail-1"));
        Path raw = Files.write(folder.resolve("raw"), mail);
        return new LegacyCommand(new AddressBook(settings), settings).run(delivery, raw);
    }
}
