package local.it;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import ledger.Entry;
import local.Pipeline;
import local.cloud.FaultProxy.Mischief;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/**
 * All faults at once: duplicates, kill -9 of pipelines and couriers, an ECS without capacity, a ledger that throttles
 * and loses answers. {@code -Dchaos.mails=500} is the full size, {@code -Dchaos.seed} repeats the random choices of a
 * run.
 */
class ChaosIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("chaos.mails", 5);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final List<String> mails = new ArrayList<>();
    private int killedPipelines;
    private int killedCouriers;

    /** Faults count as attempts: no delivery is given up here. */
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

        List<String> kept = kept();
        assertThat(mails).allSatisfy(mail -> {
            assertThat(timeline(mail)).containsOnlyOnce(DONE);
            // a courier may be killed after its script has kept the mail, and before it has recorded that: the mail is
            // then kept twice
            assertThat(Collections.frequency(kept, keptLast(mail)))
                    .as("copies after %s", events(mail))
                    .isBetween(1, 1 + runsWithoutEnd(mail));
        });
        int withoutEnd = mails.stream().mapToInt(this::runsWithoutEnd).sum();
        assertThat(withoutEnd).isLessThanOrEqualTo(killedCouriers);
        assertThat(kept).hasSizeBetween(MAILS, MAILS + withoutEnd);
    }

    private List<String> kept() throws IOException {
        List<String> kept = new ArrayList<>();
        try (var files = Files.newDirectoryStream(data.resolve("kept/001"))) {
            for (Path file : files) {
                kept.add(Files.readString(file));
            }
        }
        return kept;
    }

    /** The file that the successful run's script has kept; the script prints its path. */
    private String keptLast(String mail) throws IOException {
        List<Entry.Event> events = events(mail);
        String said = events.get(events.size() - 1).note();
        return Files.readString(Path.of(said.substring(said.indexOf('/'))));
    }

    /** @return how many couriers began with this mail and could not record how it ended */
    private int runsWithoutEnd(String mail) {
        List<String> notes = events(mail).stream().map(Entry.Event::note).toList();
        long begun = notes.stream().filter(note -> note.startsWith("attempt ")).count();
        long ended = notes.stream().filter(note -> note.startsWith("exit ")).count();
        return (int) (begun - ended);
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
