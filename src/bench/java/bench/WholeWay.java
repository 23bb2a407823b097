package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Entry;
import local.Configuration;
import local.Pipeline;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Ports;

/**
 * The time from SES' acceptance of a mail to the first byte that its program reads, and where that time goes, in both
 * hand-over modes. Mails arrive at random. SES takes the first two times, the ledger's timeline has the next three, and
 * the program prints the last. At the end {@link Delays} prints the same path with AWS' delays. Linux only.
 */
public final class WholeWay {

    static final List<String> PARTS = List.of(
            "accepted → announced in the queue", "→ claimed", "→ handed over", "→ RUNNING", "→ first byte");

    /** Mails a second. */
    private static final List<Double> RATES = Stream.of(System.getProperty("rates", "1,10,50").split(","))
            .map(Double::valueOf)
            .toList();

    /** A task is a JVM, whose start takes a second of processor time. */
    private static final double MOST_BY_TASK = Double.parseDouble(System.getProperty("most.by.task", "1"));

    private static final int COURIERS = Integer.getInteger("couriers", 4);
    private static final int WARM_UP = Integer.getInteger("warm.up", 500);
    private static final int WARM_UP_BY_TASK = WARM_UP / 50;
    private static final int LEAST = Integer.getInteger("mails", 120);
    private static final int SECONDS = Integer.getInteger("seconds", 30);

    /**
     * Prints when it has read the first byte, and reads the rest. It uses shell builtins only, as {@link Couriers}
     * does.
     */
    private static final String COMMAND = """
            #!/bin/bash
            IFS= read -r -n 1; echo "$EPOCHREALTIME"; while IFS= read -r line; do :; done
            """;

    private final Tenants tenants = Tenants.in(Files.createTempDirectory("whole-way-"), COMMAND);
    private final Random random = new Random(1);

    private WholeWay() throws IOException {}

    /** @param announced the time at which SNS had delivered the notification to the queue */
    private record Accepted(String mail, Instant at, Instant announced) {}

    /** The times at which the parts of a mail's path begin and end. */
    private record Way(List<Instant> points) {

        static Way of(Accepted accepted, Entry entry) {
            Instant running = at(entry, DeliveryStatus.RUNNING);
            List<Instant> points = new ArrayList<>(List.of(
                    accepted.at,
                    accepted.announced,
                    at(entry, DeliveryStatus.CLAIMED),
                    at(entry, DeliveryStatus.HANDED_OVER),
                    running,
                    Couriers.instant(entry.last().note().replaceFirst("^exit 0: ", ""))));
            // a time is taken shortly after its point is passed, so the next point may have an earlier time
            for (int i = points.size() - 2; i >= 0; i--) {
                points.set(i, Collections.min(points.subList(i, i + 2)));
            }
            return new Way(points);
        }

        /**
         * @return the time of the status; if a courier began before the hand-over was recorded, the time of that
         *     beginning
         */
        private static Instant at(Entry entry, DeliveryStatus status) {
            return entry.timeline().stream()
                    .filter(event -> event.status().compareTo(status) >= 0)
                    .findFirst()
                    .orElseThrow()
                    .at();
        }

        double millis(int from, int to) {
            return Duration.between(points.get(from), points.get(to)).toNanos() / 1e6;
        }
    }

    /** Ticks of all processors since the machine's start, proc_stat(5). */
    private record Processors(long idle, long all) {

        private static final int IDLE = 3;
        private static final int WAITING = 4;

        static Processors now() throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
                long[] ticks = Stream.of(lines.findFirst().orElseThrow().split(" +"))
                        .skip(1)
                        .mapToLong(Long::parseLong)
                        .toArray();
                return new Processors(ticks[IDLE] + ticks[WAITING], LongStream.of(ticks).sum());
            }
        }

        double busySince(Processors before) {
            return 1 - 1.0 * (idle - before.idle) / (all - before.all);
        }
    }

    /** Median and 99th percentile in milliseconds. */
    record Figure(double median, double p99) {

        private static Figure of(List<Way> ways, int from, int to) {
            List<Double> sorted = ways.stream().map(way -> way.millis(from, to)).sorted().toList();
            return new Figure(Chain.quantile(sorted, 0.5), Chain.quantile(sorted, 0.99));
        }

        static List<Figure> parts(List<Way> ways) {
            return IntStream.range(0, PARTS.size()).mapToObj(part -> of(ways, part, part + 1)).toList();
        }

        @Override
        public String toString() {
            return "%.0f (%.0f)".formatted(median, p99);
        }
    }

    public static void main(String... args) {
        int end = 1;
        try {
            WholeWay bench = new WholeWay();
            System.out.printf("Milliseconds: median (99th percentile)%n%n| hand-over | mails/s | mails | the whole way | %s | processors busy |%n", String.join(" | ", PARTS));
            System.out.println("|---".repeat(PARTS.size() + 5) + "|");
            List<Figure> byCourier = bench.byCourier();
            List<Figure> byTask = bench.byTask();
            System.out.printf("%n%s%n", Delays.table(byCourier, byTask));
            end = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        System.exit(end); // ElasticMQ leaves threads behind
    }

    /** @return the parts' figures at the lowest rate */
    private List<Figure> byCourier() throws Exception {
        try (LocalCloud cloud = tenants.cloud("courier");
                Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            List<Process> couriers = new ArrayList<>();
            for (int i = 0; i < COURIERS; i++) {
                couriers.add(tenants.courier(cloud, "PT1H"));
            }
            send(cloud, WARM_UP, 10);
            List<Figure> parts = measure("courier", cloud, RATES);
            for (Process courier : couriers) {
                courier.destroy();
                courier.waitFor();
            }
            return parts;
        }
    }

    private List<Figure> byTask() throws Exception {
        try (LocalCloud cloud = tenants.cloud("task");
                Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            send(cloud, WARM_UP_BY_TASK, MOST_BY_TASK);
            List<Double> possible = RATES.stream().filter(rate -> rate <= MOST_BY_TASK).toList();
            List<Figure> parts = measure("task", cloud, possible.isEmpty() ? List.of(MOST_BY_TASK) : possible);
            RATES.stream()
                    .filter(rate -> rate > MOST_BY_TASK)
                    .forEach(rate -> System.out.printf("| task | %s |%s%n", number(rate), " - |".repeat(PARTS.size() + 3)));
            return parts;
        }
    }

    private List<Figure> measure(String mode, LocalCloud cloud, List<Double> rates) throws Exception {
        List<Figure> slowest = null;
        for (double rate : rates) {
            Processors before = Processors.now();
            List<Way> ways = send(cloud, (int) Math.max(LEAST, rate * SECONDS), rate);
            double busy = Processors.now().busySince(before);
            List<Figure> parts = Figure.parts(ways);
            String cells = String.join(" | ", parts.stream().map(Figure::toString).toList());
            System.out.printf("| %s | %s | %d | **%s** | %s | %.0f %% |%n", mode, number(rate), ways.size(), Figure.of(ways, 0, PARTS.size()), cells, 100 * busy);
            warnIfLate(ways);
            slowest = slowest == null ? parts : slowest;
        }
        return slowest;
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) ? "%.0f".formatted(rate) : Double.toString(rate);
    }

    /**
     * Prints a warning if mails arrive faster than they are finished: the times then depend only on the length of the
     * run.
     */
    private static void warnIfLate(List<Way> ways) {
        int fifth = ways.size() / 5;
        double first = Figure.of(ways.subList(0, fifth), 0, PARTS.size()).median;
        double last = Figure.of(ways.subList(4 * fifth, ways.size()), 0, PARTS.size()).median;
        if (last > 3 * first) {
            System.out.printf("This machine does not keep up: the first fifth took %.0f ms, the last %.0f ms%n", first, last);
        }
    }

    /** Sends this many mails a second, with random pauses, and waits until each is DONE. */
    private List<Way> send(LocalCloud cloud, int mails, double perSecond) throws Exception {
        ExecutorService senders = Executors.newCachedThreadPool();
        List<Future<Accepted>> sent = new ArrayList<>();
        long next = System.nanoTime();
        for (int i = 0; i < mails; i++) {
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            int number = i;
            sent.add(senders.submit(() -> accept(cloud, number)));
            next += (long) (-Math.log(1 - random.nextDouble()) / perSecond * TimeUnit.SECONDS.toNanos(1));
        }
        senders.shutdown();
        Deliveries deliveries = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        List<Way> ways = new ArrayList<>();
        // waits for the last mail first, so that it sends few requests while mails are in progress
        for (int i = mails - 1; i >= 0; i--) {
            Accepted accepted = sent.get(i).get();
            Waiting.until("the mail is DONE", Duration.ofMinutes(10), () -> isDone(deliveries.ofMail(accepted.mail)));
            ways.add(0, Way.of(accepted, deliveries.ofMail(accepted.mail).get(0)));
        }
        return ways;
    }

    private static boolean isDone(List<Entry> mail) {
        return mail.stream().anyMatch(delivery -> delivery.status() == DeliveryStatus.DONE);
    }

    private static Accepted accept(LocalCloud cloud, int number) {
        Instant at = Instant.now();
        String mail = Tenants.accept(cloud, number);
        return new Accepted(mail, at, Instant.now());
    }
}
