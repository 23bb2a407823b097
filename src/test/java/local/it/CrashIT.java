package local.it;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** The pipeline's process is killed or receives SIGTERM while mails are in progress. */
class CrashIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("crash.mails", 8);
    private static final int KILLS = Integer.getInteger("crash.kills", 2);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @Test
    void afterKillsAtAnyMomentEveryMailIsDoneAndItsScriptHasRunOnce() throws Exception {
        System.out.printf("crash.seed=%d: %d kills while %d mails are on their way%n", SEED, KILLS, MAILS);
        Random random = new Random(SEED);
        List<String> mails = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
                mails.addAll(send(MAILS / KILLS));
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1500)).toNanos());
                mails.addAll(send(1)); // a fast pipeline may have finished the others
                assertThat(mails).as("the kill comes in time").anyMatch(mail -> status(mail) != DONE);
                pipeline.kill();
            }
        }

        try (Pipeline successor = Pipeline.start(cloud, Ports.free())) {
            awaitAll(mails);
        }

        assertKeptOnce(mails);
        assertThat(mails).allSatisfy(mail -> assertThat(starts(mail)).hasSize(1));
    }

    @Test
    void sigtermEndsInTimeAndLosesAndRepeatsNothing() throws Exception {
        List<String> mails;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            assertThat(pipeline.get("/q/metrics")).contains("camel_");
            mails = send(MAILS);
            Waiting.until("some are handed over", () -> cloud.tasks().started() >= 2);
            assertThat(pipeline.stop(Duration.ofSeconds(30))).isTrue();
        }

        try (Pipeline successor = Pipeline.start(cloud, Ports.free())) {
            awaitAll(mails);
        }

        assertKeptOnce(mails);
        assertThat(mails).allSatisfy(mail -> assertThat(starts(mail)).hasSize(1));
    }
}
