package local;

import static ledger.DeliveryStatus.DONE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import local.Gate.Mischief;
import org.junit.jupiter.api.Test;

/**
 * Everything goes wrong at once: duplicates, kill -9 of pipelines and couriers, an ECS without room, a ledger that
 * throttles and loses answers. {@code -Dchaos.mails=500} is the full size, {@code -Dchaos.seed} repeats the draws.
 */
class ChaosIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("chaos.mails", 5);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final List<String> mails = new ArrayList<>();
    private int killedPipelines;
    private int killedCouriers;

    /** Trouble counts as attempts: nobody gives up here. */
    @Override
    Map<String, String> changes() {
        return Map.of("HIKYAKU_RETRY_ATTEMPTS", "50");
    }

    @Test
    void everyMailEndsDoneWithOneRunThatWentWell() throws Exception {
        cloud.tableGate().seed(SEED);
        cloud.tableGate().misbehave(Mischief.THROTTLE, 0.05);
        cloud.tableGate().misbehave(Mischief.LOSE_ANSWER, 0.02);
        for (int i = 0; i < MAILS; i++) {
            cloud.topic().duplicate(random.nextInt(10) < 3 ? 2 : 1);
            mails.addAll(send(1));
        }
        while (done() < MAILS * 4 / 5) {
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
                makeTrouble();
                pipeline.kill();
                killedPipelines++;
            }
            System.out.printf(
                    "chaos.seed=%d: %d of %d mails done, %d pipelines and %d couriers killed%n",
                    SEED, done(), MAILS, killedPipelines, killedCouriers);
        }
        cloud.tableGate().behave();
        cloud.tasks().behave();
        try (Pipeline last = Pipeline.start(cloud, Ports.free())) {
            awaitAll(mails);
        }

        assertKeptOnce(mails);
    }

    private void makeTrouble() {
        Instant end = Instant.now().plusMillis(2000 + random.nextInt(Math.min(MAILS * 600, 60_000)));
        while (Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(500 + random.nextInt(1500)).toNanos());
            if (random.nextInt(4) == 0 && cloud.tasks().killOne()) {
                killedCouriers++;
            }
            if (random.nextInt(4) == 0) {
                cloud.tasks().failNext(1, "RESOURCE:MEMORY");
            }
        }
    }

    private long done() {
        return mails.stream().filter(mail -> status(mail) == DONE).count();
    }
}
