package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Transition;
import local.Configuration;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.LocalDynamoDb;
import local.cloud.Packaged;
import mail.RawMail;

/**
 * Shows whether the pipeline's cost per mail grows: with a thousand, ten thousand and a hundred thousand mails, and
 * with 1, 10 and 30 sets. The emulators keep everything in memory. {@code -Drows=1000000} compares a ledger of few rows
 * with a ledger of a million rows, in the emulator of local.cloud. Linux only.
 */
public final class Growth {

    private static final List<Integer> SETS = List.of(1, 10, 30);
    private static final List<Integer> MAILS = Stream.of(1_000, 10_000, 100_000)
            .filter(mails -> mails <= Integer.getInteger("most", 100_000))
            .toList();

    /** Mails of the warm-up, enough for the JIT compiler to compile everything. */
    private static final int WARM_UP = Integer.getInteger("warm.up", 20_000);

    private static final int ROWS = Integer.getInteger("rows", 0);

    private record Cost(double cpu, double perSecond, long resident) {}

    private final Path data = Files.createTempDirectory("growth-");
    private final FastDoors doors = new FastDoors();

    private Growth() throws Exception {}

    public static void main(String... args) {
        int end = 1;
        try {
            if (ROWS > 0) {
                new Growth().besideRows();
            } else {
                new Growth().run();
            }
            end = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        System.exit(end);
    }

    private void run() throws Exception {
        System.out.println("| sets | mails | CPU per mail, ms | relative to the fewest mails | mails/s | resident, MB |\n|---|---|---|---|---|---|");
        for (int sets : SETS) {
            Peer hikyaku = start(sets);
            turn(hikyaku, WARM_UP, sets);
            Cost first = null;
            for (int mails : MAILS) {
                Cost cost = turn(hikyaku, mails, sets);
                first = first == null ? cost : first;
                System.out.printf("| %d | %,d | %.2f | %.2f | %.0f | %d |%n", sets, mails, cost.cpu * 1000, cost.cpu / first.cpu, cost.perSecond, cost.resident);
            }
            hikyaku.process().destroy();
            hikyaku.process().waitFor();
        }
    }

    private void besideRows() throws Exception {
        LocalDynamoDb ledger = LocalDynamoDb.inFile();
        ledger.beforeAll(null);
        Map<String, String> changes = Map.of(
                "HIKYAKU_AWS_ENDPOINTS_DYNAMODB", ledger.endpoint().toString(),
                "HIKYAKU_AWS_REGION", "us-east-1");
        Peer hikyaku = start(1, changes);
        turn(hikyaku, WARM_UP, 1);
        System.out.println("| rows | mails | CPU for a mail, ms | mails/s | resident, MB |\n|---|---|---|---|---|");
        int mails = MAILS.get(0);
        print("fewer than %,d".formatted(WARM_UP + 2 * mails), turn(hikyaku, mails, 1), mails);
        fill(ledger);
        print("%,d more".formatted(ROWS), turn(hikyaku, mails, 1), mails);
        hikyaku.process().destroy();
    }

    private static void print(String rows, Cost cost, int mails) {
        System.out.printf("| %s | %,d | %.2f | %.0f | %d |%n", rows, mails, cost.cpu * 1000, cost.perSecond, cost.resident);
    }

    /** Adds rows of ended deliveries, because nearly all deliveries in a real ledger have ended. */
    private static void fill(LocalDynamoDb rows) {
        DynamoDbLedger ledger = new DynamoDbLedger(rows.client(), Clock.systemUTC(), Configuration.with(Map.of()));
        DeliveryId id = new DeliveryId("done", "p-1@" + domain(0));
        RawMail raw = new RawMail(LocalCloud.RAW_BUCKET, "raw/done");
        Delivery delivery = Delivery.of(id, "order@market.example", Instant.now(), raw).in("s0", "p-1");
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "bench")).claim();
        ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, ""));
        Claim courier = ((ClaimResult.Claimed) ledger.start(id, 1, "courier")).claim();
        ledger.move(courier, Transition.to(DeliveryStatus.DONE, "exit 0"));
        rows.multiply(id, ROWS);
    }

    private Peer start(int sets) throws Exception {
        return start(sets, Map.of());
    }

    private Peer start(int sets, Map<String, String> changes) throws Exception {
        Map<String, String> settings = new HashMap<>(doors.settings(true));
        settings.putAll(changes);
        for (int set = 0; set < sets; set++) {
            settings.putAll(Chain.set("S" + set, domain(set), data));
        }
        List<String> command = Chain.java(Stream.of("-jar", Packaged.JAR, "run"));
        return Peer.start("Hikyaku", command, doors.endpoint() + "growth-" + sets, settings, data);
    }

    private Cost turn(Peer peer, int mails, int sets) throws Exception {
        double cpu = peer.cpu();
        long start = System.nanoTime();
        IntStream.range(0, mails).forEach(i -> {
            String mail = UUID.randomUUID().toString();
            doors.send(peer.queue(), Chain.announcement(mail, domain(i % sets)));
        });
        peer.sent().addAndGet(mails);
        Waiting.until("all are settled", Duration.ofMinutes(20), () -> doors.settled(peer.queue()) == peer.sent().get());
        double seconds = (System.nanoTime() - start) / 1e9;
        peer.checkAlive();
        doors.forget();
        System.err.printf("%d sets, %,d mails: %.0f s%n", sets, mails, seconds);
        return new Cost((peer.cpu() - cpu) / mails, mails / seconds, Memory.megabytes("VmRSS", peer.process().pid()));
    }

    private static String domain(int set) {
        return "set-" + set + ".example";
    }
}
