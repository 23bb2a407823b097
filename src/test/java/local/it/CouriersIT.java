package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.Entry;
import local.Pipeline;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * A set whose deliveries go to couriers. {@code -Dcouriers.mails=1000 -Dcouriers.tenants=50} is the full size; seven of
 * ten mails are for one shop. {@code -Dcouriers.seed} repeats the random choices of a run.
 */
class CouriersIT extends MailJourney {

    private static final int MAILS = Integer.getInteger("couriers.mails", 40);
    private static final int TENANTS = Integer.getInteger("couriers.tenants", 5);
    private static final long SEED = Long.getLong("couriers.seed", System.nanoTime());
    private static final int AT_MOST = 4;
    private static final Duration IDLE = Duration.ofSeconds(Math.max(3, MAILS / 50));
    private static final String NOISY = "ne-001";

    private final Random random = new Random(SEED);

    @Override
    Map<String, String> changes() {
        Map<String, String> changes = new HashMap<>();
        changes.put("HIKYAKU_SETS_DEMO_HAND_OVER", "courier");
        changes.put("HIKYAKU_SETS_DEMO_ALIASES", aliases().toString());
        changes.put("HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", Integer.toString(AT_MOST));
        changes.put("HIKYAKU_SETS_DEMO_COURIERS_BACKLOG_EACH", "5");
        changes.put("HIKYAKU_SETS_DEMO_COURIERS_IDLE", IDLE.toString());
        changes.put("HIKYAKU_SETS_DEMO_COURIERS_WAVE", "PT3S");
        changes.put("HIKYAKU_COURIERS_LOOK_EVERY", "PT1S");
        changes.put("HIKYAKU_RETRY_ATTEMPTS", "20");
        return changes;
    }

    /** Every shop's script works for 0.3 s; only a completed run keeps the mail. */
    private Path aliases() {
        try {
            Path script = Files.writeString(data.resolve("receive-mail.sh"), """
                    #!/bin/sh
                    file=$(mktemp "$KEPT_MAILS/$1-XXXXXXXX") && cat >"$file" && sleep 0.3
                    if [ "$1" = later ]; then
                        mkdir "$KEPT_MAILS/first" 2>/dev/null && exit 75
                        mkdir "$KEPT_MAILS/second" 2>/dev/null && exit 75
                    fi
                    if [ "$1" = slow ] && mkdir "$KEPT_MAILS/was-slow" 2>/dev/null; then sleep 600; fi
                    mv "$file" "$file.kept"
                    """);
            assertThat(script.toFile().setExecutable(true)).isTrue();
            Files.createDirectories(data.resolve("kept"));
            Stream<String> lines = Stream.concat(
                            Stream.of("slow", "later"),
                            IntStream.rangeClosed(1, TENANTS).mapToObj(CouriersIT::shop))
                    .map(shop -> shop + ": \"|" + script + " " + shop + "\"");
            return Files.write(data.resolve("aliases"), lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares two durations, so nothing else runs at the same time. */
    @Test
    @Tag("alone")
    void aNoisyShopDoesNotStarveTheOthers() throws Exception {
        List<String> quietShops = quietShops();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            Duration alone = waitOf(quietShops, List.of());
            int launches = cloud.tasks().started();
            assertThat(launches).isBetween(1, AT_MOST);
            Waiting.until("the couriers have ended", () -> cloud.tasks().running() == 0);

            List<String> noise = Collections.nCopies(MAILS - quietShops.size(), NOISY);
            Duration beside = waitOf(quietShops, noise);
            System.out.printf(
                    "couriers.seed=%d: p95 wait of %d quiet mails: %d ms alone, %d ms beside %d mails of one shop; %d and %d launches%n",
                    SEED,
                    quietShops.size(),
                    alone.toMillis(),
                    beside.toMillis(),
                    noise.size(),
                    launches,
                    cloud.tasks().started() - launches);

            // while the noisy shop's mails wait for each other, one courier is free for other shops. If that courier
            // was idle and has ended, a new one starts
            int reserves = (int) (noise.size() * 400L / IDLE.toMillis()) + 1;
            assertThat(cloud.tasks().started() - launches).isBetween(1, AT_MOST + reserves);
            assertThat(beside).isLessThanOrEqualTo(alone.multipliedBy(2));
            assertThat(kept()).isEqualTo(MAILS + quietShops.size());
        }
    }

    @Test
    void killedCouriersLoseAndRepeatNothing() throws Exception {
        List<String> mails = new ArrayList<>();
        int kills = 0;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            Collections.nCopies(MAILS, "").forEach(any -> mails.add(sendTo(shop(1 + random.nextInt(TENANTS)))));
            while (mails.stream().filter(mail -> status(mail) == DONE).count() < MAILS * 3 / 4) {
                LockSupport.parkNanos(
                        Duration.ofMillis(1000 + random.nextInt(4000)).toNanos());
                kills += cloud.tasks().killOne() ? 1 : 0;
            }
            awaitAll(mails);
        }

        System.out.printf("couriers.seed=%d: %d mails done, %d couriers killed%n", SEED, MAILS, kills);
        assertThat(kills).isPositive();
        assertThat(mails).allSatisfy(mail -> assertThat(timeline(mail)).containsOnlyOnce(DONE));
        // a courier killed after its command had ended, and before it could record that, is the only reason for a
        // second run
        assertThat(kept()).isBetween((long) MAILS, (long) MAILS + cloud.tasks().killedWithoutCommand());
    }

    @Test
    void aScriptThatIsNotReadyTwiceRunsThreeTimes() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            String mail = sendTo("later");
            awaitAll(List.of(mail));

            assertThat(timeline(mail).stream().filter(status -> status == RUNNING))
                    .hasSize(3);
            assertThat(timeline(mail).stream().filter(status -> status == RETRY))
                    .hasSize(2);
            assertThat(kept()).isEqualTo(1);
        }
    }

    @Test
    void aCourierThatIsToldToStopGivesItsDeliveryBackInTime() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free());
                EcsClient ecs = LocalCloud.at(cloud.tasks().endpoint(), EcsClient.builder())
                        .build()) {
            String mail = sendTo("slow");
            Waiting.until("its script runs", () -> Files.exists(data.resolve("kept/was-slow")));
            String task = deliveries.ofMail(mail).get(0).task();

            Instant told = Instant.now();
            ecs.stopTask(stop -> stop.cluster("demo").task(task));
            Waiting.until("it has given it back", () -> status(mail) != RUNNING);

            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(deliveries.ofMail(mail).get(0).timeline()).anySatisfy(event -> {
                assertThat(event.status()).isEqualTo(RETRY);
                assertThat(event.note()).isEqualTo("exit 143, the task was told to stop");
            });
            awaitAll(List.of(mail));
            assertThat(kept()).isEqualTo(1);
        }
    }

    /** @return the time in which 95 of 100 mails of the quiet shops get from SES to their script */
    private Duration waitOf(List<String> quiet, List<String> noise) {
        List<String> all = new ArrayList<>(quiet);
        all.addAll(noise);
        Collections.shuffle(all, random);
        Map<String, String> shops = new HashMap<>();
        all.forEach(shop -> shops.put(sendTo(shop), shop));
        awaitAll(List.copyOf(shops.keySet()));
        List<Duration> waits = shops.entrySet().stream()
                .filter(mail -> !mail.getValue().equals(NOISY))
                .map(mail -> waitOf(deliveries.ofMail(mail.getKey()).get(0)))
                .sorted()
                .toList();
        return waits.get(waits.size() * 95 / 100);
    }

    private static Duration waitOf(Entry delivery) {
        Instant running = delivery.timeline().stream()
                .filter(event -> event.status() == RUNNING)
                .findFirst()
                .orElseThrow()
                .at();
        return Duration.between(delivery.delivery().receivedAt(), running);
    }

    /** The quiet shops' mails: three of ten; the noisy shop has the others. */
    private static List<String> quietShops() {
        return IntStream.range(0, MAILS * 3 / 10)
                .mapToObj(i -> shop(2 + i % (TENANTS - 1)))
                .collect(Collectors.toList());
    }

    private static String shop(int number) {
        return "ne-%03d".formatted(number);
    }

    private long kept() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("kept"))) {
            return files.filter(file -> file.toString().endsWith(".kept")).count();
        }
    }
}
