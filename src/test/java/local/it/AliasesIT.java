package local.it;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import local.DeskClient;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** A broken aliases file is uploaded while mails are in the pipeline. {@code -Daliases.mails=500} is the full size. */
class AliasesIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("aliases.mails", 6);

    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", "2",
                "HIKYAKU_SETS_DEMO_COURIERS_PER_TENANT", "2",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT5S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT1S");
    }

    /**
     * A mail to an alias that only the new file has would be held: the old file is used until the new one is corrected.
     */
    @Test
    void theOldRoutingStaysInForceAndHealthNamesTheLine() throws Exception {
        Path aliases = Files.copy(Path.of("demo/aliases"), data.resolve("aliases"));
        String good = Files.readString(aliases);
        Map<String, String> own =
                Map.of("HIKYAKU_SETS_DEMO_ALIASES", aliases.toString(), "HIKYAKU_ALIASES_LOOK_EVERY", "PT0.2S");
        List<String> mails = new ArrayList<>();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), own)) {
            mails.addAll(send(MAILS / 2));
            assertThat(pipeline.answers("/q/health/well")).isTrue();

            Files.writeString(aliases, good.replace("ne-001:", "ne-999:") + "ne-002: \"|demo/receive-mail.sh\n");
            Waiting.until("it is noticed", () -> !wellOrFail(pipeline));
            mails.addAll(send(MAILS - mails.size()));

            int line = (int) good.lines().count() + 1;
            assertThat(pipeline.get("/q/health/well")).contains("aliases line " + line + ": a quote is not closed");
            assertThat(pipeline.answers("/q/health/ready")).isTrue();
            assertThat(pipeline.get("/q/metrics")).contains("hikyaku_aliases_outdated 1.0");
            assertThat(new DeskClient(pipeline.port())
                            .ask("viewer", "GET", "/desk", "")
                            .body())
                    .contains("aliases line " + line + ": a quote is not closed");
            awaitAll(mails);
            Files.writeString(aliases, good);
            Waiting.until("it is well again", () -> wellOrFail(pipeline));
        }

        assertKeptOnce(mails);
        assertThat(mails).allSatisfy(mail -> assertThat(status(mail)).isEqualTo(DONE));
    }

    private static boolean wellOrFail(Pipeline pipeline) {
        try {
            return pipeline.answers("/q/health/well");
        } catch (Exception e) {
            throw new AssertionError("the pipeline does not answer", e);
        }
    }
}
