package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Compares the pipeline with other programs that make the same requests: a plain loop over the SDK, Camel with its
 * default options, and Spring Cloud AWS. Each program takes mails from its queue until ECS has accepted their tasks.
 * All use one local cloud. The programs are measured one after another, in an order that rotates; the others are
 * suspended meanwhile. Linux only.
 */
public final class Chain {

    private static final String LIMIT = "plain loop";
    private static final String AS_IT_COMES = "Camel, defaults";

    /** The same for all programs: a native one would otherwise take up to 80 % of the machine's memory. */
    private static final String HEAP = "-Xmx256m";

    private static final boolean FAST = !System.getProperty("doors", "fast").equals("local");
    private static final int MAILS = Integer.getInteger("mails", FAST ? 10_000 : 300);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    /**
     * Groups of mails before the measurement. In production the programs run for weeks, so the JIT compiler has
     * finished. After fifty thousand mails Hikyaku, which has the most code, was still becoming faster.
     */
    private static final int WARM_UPS = Integer.getInteger("warm.ups", 8);

    private static final int PER_SECOND = Integer.getInteger("per.second", FAST ? 100 : 10);

    /** Runs only Hikyaku and the plain loop, for a profile of both. */
    private static final boolean LIMIT_ONLY = Boolean.getBoolean("limit.only");

    /** The packaged program of an earlier commit, to be compared in the same run. */
    private static final Optional<String> EARLIER = Optional.ofNullable(System.getProperty("earlier"));

    /** A native build of the program. */
    private static final Optional<String> NATIVE = Optional.ofNullable(System.getProperty("hikyaku.binary"));

    /**
     * A folder that deploy/image/archive has written with the same JDK. Hikyaku is then also started from it, as the
     * image does.
     */
    private static final Optional<String> ARCHIVE = Optional.ofNullable(System.getProperty("archive"));

    /** Mails that are measured right after the start, before any warm-up. A small installation has this cost. */
    private static final int FIRST = Integer.getInteger("first", FAST ? 5_000 : 300);

    /** Mails after a suspension, which are not measured: the connections have timed out. */
    private static final int SETTLING = FAST ? 1000 : 10;

    private static final int RESAMPLES = 10_000;

    /** Longer is better for the p99: of 1,500 mails, only fifteen are slower than it. */
    private static final Duration STEADY = Duration.parse(System.getProperty("steady", "PT15S"));

    /**
     * One program's figures of one round. {@code cpuPerMail} is in seconds; {@code median} and {@code p99} are in
     * milliseconds, under steady load.
     */
    private record Turn(double cpuPerMail, double perSecond, double median, double p99) {}

    private final Path data = Files.createTempDirectory("chain-");
    private final FastDoors doors = new FastDoors();
    private final LocalCloud cloud = FAST ? null : LocalCloud.onFreePorts(data, Map.of());
    private final Map<Peer, List<Turn>> turns = new LinkedHashMap<>();
    private final Map<String, Double> firstCpu = new HashMap<>();
    private final Map<String, Map<String, Double>> requests = new LinkedHashMap<>();

    private Chain() throws Exception {}

    public static void main(String... args) {
        int end = 1;
        try {
            Chain chain = new Chain();
            chain.start();
            chain.warmUp();
            for (int round = 1; round <= ROUNDS; round++) {
                chain.round(round);
            }
            chain.print();
            end = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        System.exit(end); // ElasticMQ leaves threads running
    }

    private void start() throws Exception {
        Map<String, String> own = settings();
        start("Hikyaku", Stream.of("-jar", Packaged.JAR, "run"), own);
        start(LIMIT, peer("Loop"), own);
        if (EARLIER.isPresent()) {
            String name = "earlier build";
            Map<String, String> earlier = new HashMap<>(own);
            if (Boolean.getBoolean("earlier.unprefixed")) { // until 2026-11-30 settings had no prefix
                earlier.put("QUEUE_MAIL", queue(name));
            }
            start(name, Stream.of("-jar", EARLIER.get(), "run"), earlier);
        }
        if (ARCHIVE.isPresent()) {
            start("Hikyaku, from its archive", Stream.of("@" + ARCHIVE.get() + "/long-lived", "run"), own);
            start("Hikyaku, from its archive, quick", Stream.of("@" + ARCHIVE.get() + "/quick", "run"), own);
        }
        if (NATIVE.isPresent()) {
            start("Hikyaku, native", List.of(NATIVE.get(), HEAP, "run"), own);
        }
        if (LIMIT_ONLY) {
            return;
        }
        start(AS_IT_COMES, peer("CamelDefaults"), own);
        start("Spring Cloud AWS", peer("SpringListener"), own);
    }

    private static Stream<String> peer(String name) {
        return Stream.of("-cp", System.getProperty("java.class.path"), "bench.peers." + name);
    }

    private void start(String name, Stream<String> program, Map<String, String> settings) throws IOException {
        start(name, java(program), settings);
    }

    private void start(String name, List<String> command, Map<String, String> settings) throws IOException {
        Peer peer = Peer.start(name, command, queue(name), settings, data);
        turns.put(peer, new ArrayList<>());
        List<String> mails = send(peer, 10);
        Waiting.until(name + " has handed ten mails over", () -> handedOver(peer, mails));
    }

    static List<String> java(Stream<String> program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java, HEAP, "-XX:+UseSerialGC"), program).toList();
    }

    private void warmUp() throws Exception {
        for (Peer peer : turns.keySet()) {
            leaveAlone(peer);
            firstCpu.put(peer.name(), load(peer, FIRST).cpuPerMail);
            System.err.printf("first %d, %s: %.2f ms of CPU for a mail%n", FIRST, peer.name(), firstCpu.get(peer.name()) * 1000);
            for (int turn = 1; turn <= WARM_UPS; turn++) {
                System.err.printf("warm-up %d, %s: %.2f ms of CPU for a mail%n", turn, peer.name(), load(peer).cpuPerMail * 1000);
            }
        }
    }

    private void round(int round) throws Exception {
        List<Peer> order = new ArrayList<>(turns.keySet());
        Collections.rotate(order, round);
        for (Peer peer : order) {
            Turn turn = turn(peer);
            System.err.printf("round %d, %s: %.2f ms of CPU for a mail, %.0f mails/s, p99 %.0f ms%n", round, peer.name(), turn.cpuPerMail * 1000, turn.perSecond, turn.p99);
            turns.get(peer).add(turn);
        }
    }

    private Turn turn(Peer peer) throws Exception {
        leaveAlone(peer);
        load(peer, SETTLING);
        Turn load = load(peer);
        if (load.perSecond < PER_SECOND) {
            return load;
        }
        System.gc(); // with so many rows in memory, the emulators' own pauses took 0.1 s: longer than the latencies to be measured
        List<Double> latencies = steady(peer);
        return new Turn(load.cpuPerMail, load.perSecond, quantile(latencies, 0.5), quantile(latencies, 0.99));
    }

    /** The timers and long polls of idle programs disturb about one mail in a hundred, and so change the p99. */
    private void leaveAlone(Peer alone) throws IOException, InterruptedException {
        for (Peer peer : turns.keySet()) {
            if (peer != alone) {
                peer.pause();
            }
        }
        alone.resume();
    }

    /** Measures throughput: the program works as fast as it can. Latencies of single mails are not measured here. */
    private Turn load(Peer peer) throws Exception {
        return load(peer, MAILS);
    }

    private Turn load(Peer peer, int most) throws Exception {
        // with its defaults Camel is so slow that the full number of mails would take hours
        int mails = peer.name().equals(AS_IT_COMES) ? most / 20 : most;
        double cpu = peer.cpu();
        Map<String, Long> asked = asked();
        long start = System.nanoTime();
        List<String> sent = send(peer, mails); // sending is many times faster than any program receives
        Waiting.until("all mails are handed over", Duration.ofMinutes(5), () -> handedOver(peer, sent));
        double perSecond = mails / ((last(sent) - start) / 1e9);
        Waiting.until("the queue is empty", () -> isEmpty(peer));
        double cpuPerMail = (peer.cpu() - cpu) / mails;
        Map<String, Double> perMail = new TreeMap<>();
        asked().forEach((operation, count) ->
                perMail.put(operation, 1.0 * (count - asked.getOrDefault(operation, 0L)) / mails));
        requests.put(peer.name(), perMail);
        doors.forget();
        return new Turn(cpuPerMail, perSecond, Double.NaN, Double.NaN);
    }

    /** The latencies from the queue to ECS under steady load, sorted, in milliseconds. */
    private List<Double> steady(Peer peer) throws Exception {
        long pause = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        Map<String, Long> sent = new LinkedHashMap<>();
        long next = System.nanoTime();
        long end = next + STEADY.toNanos();
        for (; next < end; next += pause) {
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            String mail = UUID.randomUUID().toString();
            sent.put(mail, System.nanoTime());
            send(peer, List.of(mail));
        }
        List<String> mails = List.copyOf(sent.keySet());
        Waiting.until("all mails are handed over", () -> handedOver(peer, mails));
        return mails.stream().map(mail -> (doors.handedOver(mail) - sent.get(mail)) / 1e6).sorted().toList();
    }

    private List<String> send(Peer peer, int mails) {
        List<String> ids = IntStream.range(0, mails).mapToObj(i -> UUID.randomUUID().toString()).toList();
        for (int i = 0; i < mails; i += 10) {
            send(peer, ids.subList(i, Math.min(mails, i + 10)));
        }
        return ids;
    }

    private void send(Peer peer, List<String> mails) {
        if (FAST) {
            mails.forEach(mail -> doors.send(peer.queue(), announcement(mail)));
            peer.sent().addAndGet(mails.size());
        } else {
            cloud.sqs().sendMessageBatch(batch -> batch.queueUrl(peer.queue())
                    .entries(mails.stream()
                            .map(mail -> SendMessageBatchRequestEntry.builder().id(mail).messageBody(announcement(mail)).build())
                            .toList()));
        }
    }

    private String queue(String peer) {
        String name = "bench-" + peer.replaceAll("\\W+", "-");
        return FAST
                ? doors.endpoint() + name
                : cloud.sqs().createQueue(create -> create.queueName(name)).queueUrl();
    }

    private boolean isEmpty(Peer peer) {
        return FAST
                ? doors.settled(peer.queue()) == peer.sent().get()
                : cloud.queues().waiting(cloud.sqs(), peer.queue()) == 0;
    }

    private Map<String, Long> asked() {
        Map<String, Long> asked = new TreeMap<>();
        doors.requests().forEach((operation, count) -> asked.put(operation, count.sum()));
        if (!FAST) {
            asked.putAll(cloud.queueGate().requests());
            asked.putAll(cloud.tableGate().requests());
        }
        return asked;
    }

    private static String announcement(String mail) {
        return announcement(mail, "shop.example");
    }

    static String announcement(String mail, String domain) {
        String shop = "p-" + Math.floorMod(mail.hashCode(), 100) + "@" + domain;
        String announced =
                Announcement.of(mail, "order@market.example", List.of(shop), LocalCloud.RAW_BUCKET, "raw/" + mail);
        return Announcement.withHeaders(announced, Mails.HEADERS);
    }

    private boolean handedOver(Peer peer, List<String> mails) {
        try {
            peer.checkAlive();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return mails.stream().allMatch(mail -> doors.handedOver(mail) != null);
    }

    private long last(List<String> mails) {
        return mails.stream().mapToLong(doors::handedOver).max().orElseThrow();
    }

    static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * share)));
    }

    private void print() {
        System.out.printf(
                "The figures are medians of %d rounds of %d mails each, after %d mails of warm-up. In brackets is the ratio's 95 %% interval (bootstrap over the rounds). The steady load is %d mails a second.%n%n",
                ROUNDS, MAILS, FIRST + WARM_UPS * MAILS, PER_SECOND);
        System.out.printf("| | CPU per mail, ms | relative to the %1$s | mails/s | relative | steady: median ms | p99 ms | relative | first %2$d mails: CPU per mail, ms | relative |%n", LIMIT, FIRST);
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        List<Turn> limit = turns.entrySet().stream()
                .filter(peer -> peer.getKey().name().equals(LIMIT))
                .findFirst()
                .orElseThrow()
                .getValue();
        turns.forEach((peer, all) -> {
            String row = "| %s | %.2f | %s | %.0f | %s | %.1f | %.1f | %s | %.2f | %.2f |".formatted(
                    peer.name(),
                    middle(all.stream().map(Turn::cpuPerMail)) * 1000,
                    ratio(all, limit, Turn::cpuPerMail),
                    middle(all.stream().map(Turn::perSecond)),
                    ratio(all, limit, Turn::perSecond),
                    middle(all.stream().map(Turn::median)),
                    middle(all.stream().map(Turn::p99)),
                    ratio(all, limit, Turn::p99),
                    firstCpu.get(peer.name()) * 1000,
                    firstCpu.get(peer.name()) / firstCpu.get(LIMIT));
            System.out.println(row.replaceAll("NaN( \\(NaN-NaN\\))?", "-"));
        });
        System.out.printf("%nRequests for a mail%n%n| | %s |%n|---|%s%n", String.join(" | ", requests.keySet()), "---|".repeat(requests.size()));
        requests.values().stream().flatMap(all -> all.keySet().stream()).distinct().sorted().forEach(operation -> {
            String counts = requests.values().stream()
                    .map(all -> "%.2f".formatted(all.getOrDefault(operation, 0.0)))
                    .collect(Collectors.joining(" | "));
            System.out.printf("| %s | %s |%n", operation, counts);
        });
    }

    /**
     * The ratio of the medians with its 95 % interval, by the percentile bootstrap (Efron, Tibshirani 1993). Each
     * sample takes the same rounds for both programs, because a slow hour slows both.
     */
    private static String ratio(List<Turn> all, List<Turn> limit, ToDoubleFunction<Turn> figure) {
        Random random = new Random(1);
        List<Double> drawn = Stream.generate(() -> random.ints(all.size(), 0, all.size()).toArray())
                .limit(RESAMPLES)
                .map(rounds -> middle(all, rounds, figure) / middle(limit, rounds, figure))
                .sorted()
                .toList();
        int[] each = IntStream.range(0, all.size()).toArray();
        return "%.2f (%.2f-%.2f)".formatted(
                middle(all, each, figure) / middle(limit, each, figure), quantile(drawn, 0.025), quantile(drawn, 0.975));
    }

    private static double middle(List<Turn> turns, int[] rounds, ToDoubleFunction<Turn> figure) {
        return middle(IntStream.of(rounds).mapToObj(round -> figure.applyAsDouble(turns.get(round))));
    }

    private static double middle(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        if (!FAST) {
            settings.putAll(cloud.settings());
        }
        settings.putAll(doors.settings(FAST));
        settings.put("HIKYAKU_SWEEP_INBOXES", LocalCloud.RAW_BUCKET);
        settings.putAll(set("DEMO", "shop.example", data));
        return settings;
    }

    /** Settings of a set with a hundred shops whose program reads raw mail. */
    static Map<String, String> set(String name, String domain, Path data) throws IOException {
        List<String> lines = IntStream.range(0, 100).mapToObj(i -> "p-" + i + ": |/bin/true").toList();
        String set = "HIKYAKU_SETS_" + name + "_";
        return Map.of(
                set + "DOMAINS", domain,
                set + "ALIASES", Files.write(data.resolve("aliases"), lines).toString(),
                set + "CLUSTER", "demo",
                set + "TASK_DEFINITION", "demo-courier",
                set + "PARTS", "none");
    }
}
