package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import local.DeskClient;
import local.Pipeline;
import local.Waiting;
import local.cloud.KmsServer;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** A receipt rule that encrypts messages, beside older plain mail: one bucket, one program, the same bytes. */
class EncryptedMailIT extends MailJourney {

    /** A courier for all mails, so that no process starts for each. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT20S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S",
                "HIKYAKU_SWEEP_INBOXES", LocalCloud.RAW_BUCKET + "/raw/",
                "HIKYAKU_SWEEP_LOST_AFTER", "PT1S",
                "HIKYAKU_SWEEP_INBOX_EVERY", "PT3S",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT15S");
    }

    @Test
    void theProgramGetsPlainAndEncryptedMailAlikeAndNoneWithoutTheKey() throws Exception {
        bringEventsSooner();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            String plain = sendTo("ne-001");
            cloud.mail().encrypt(true);
            String encrypted = sendTo("ne-001");
            cloud.topic().lose(1);
            String lost = sendTo("ne-001");
            awaitAll(List.of(plain, encrypted, lost));
            assertThat(kept()).hasSize(3).allSatisfy(mail -> assertThat(mail).contains("one kettle"));

            cloud.keys().refuse(KmsServer.Trouble.DISABLED);
            String refused = sendTo("ne-001");
            Waiting.until("it is held", () -> status(refused) == HELD);
            assertThat(events(refused))
                    .last()
                    .satisfies(event -> assertThat(event.note()).contains("DisabledException: enable the key"));
            assertThat(download(pipeline, refused).statusCode()).isEqualTo(409);

            cloud.keys().behave();
            assertThat(download(pipeline, refused).body()).contains("one kettle");
            assertThat(desk("release", refused, "--why", "the key is enabled").exitCode())
                    .isZero();
            Waiting.until("it is done", () -> status(refused) == DONE);
            assertThat(kept()).hasSize(4).allSatisfy(mail -> assertThat(mail).contains("one kettle"));
        }
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("kept/001"))) {
            return files.map(EncryptedMailIT::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> download(Pipeline pipeline, String mail) throws Exception {
        String delivery = deliveries.ofMail(mail).get(0).claim().id().toString();
        return new DeskClient(pipeline.port()).ask("operator", "GET", "/desk/mail/" + delivery + "/raw", "");
    }
}
