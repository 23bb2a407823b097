package bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Transition;
import local.Configuration;
import local.cloud.LedgerTable;
import local.cloud.LocalCloud;
import local.cloud.table.TableService;
import local.cloud.table.ThroughputLimits;
import mail.RawMail;
import mail.Verdicts;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Measures how many mails of one set the ledger can record per second, depending on the number of shards. It sends the
 * ledger's own writes, from the claim to DONE, to an emulator that limits each partition as DynamoDB does. Time is
 * simulated: the clock moves from one write to the next. So two cores are enough for a thousand mails per second, and a
 * slow machine prints the same result.
 *
 * <p>More mails are offered than the target, and a new mail begins as soon as one ends. A throttled write is retried
 * after a pause, as the SDK does. The warm-up uses up the partitions' burst capacity, so the measurement has none.
 */
public final class Shards {

    private static final List<Integer> SHARDS = List.of(1, 16);

    /**
     * Mails in progress at the same time. Each makes four writes, 100 ms apart, so 1,600 mails per second are offered.
     */
    private static final int AT_ONCE = Integer.getInteger("at.once", 480);

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm.up", 2));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("measured", 2));
    private static final double FIRST_PAUSE = 0.05;
    private static final double LONGEST_PAUSE = 0.4;
    private static final int SHOPS = 1000;
    private static final String ARN = "arn:aws:ecs:ap-northeast-1:000000000000:task/set-07/0123456789abcdef0123456789abcdef";

    /** A simulated clock, set to the time of each event. */
    private static final class EventClock extends Clock {
        private Instant now = Instant.parse("2026-11-30T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** The next write of a mail. */
    private static final class Step implements Comparable<Step> {
        private final int number;
        private Instant at;
        private int done;
        private int refused;
        private Claim claim;

        private Step(int number, Instant at) {
            this.number = number;
            this.at = at;
        }

        @Override
        public int compareTo(Step other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Integer.compare(number, other.number) : byTime;
        }
    }

    /** @param throttled refused writes per finished mail */
    private record Result(int shards, double mailsPerSecond, double throttled) {}

    private final EventClock clock;
    private final Random random = new Random(1);
    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private final Instant start;
    private final Instant end;
    private final DynamoDbLedger ledger;
    private int mails;
    private int done;
    private int refused;

    private Shards(DynamoDbClient client, EventClock clock, int shards) {
        this.clock = clock;
        this.start = clock.now.plus(WARM_UP);
        this.end = start.plus(MEASURED);
        this.ledger = new DynamoDbLedger(
                client,
                clock,
                Configuration.with(Map.of(
                        "hikyaku.ledger-shards", "" + shards,
                        "hikyaku.sets.set-07.domains", "shop.example",
                        "hikyaku.sets.set-07.aliases", "classpath:aliases",
                        "hikyaku.sets.set-07.cluster", "set-07",
                        "hikyaku.sets.set-07.task-definition", "set-07")));
    }

    public static void main(String... args) throws Exception {
        double unitsPerMail = Costs.writeUnits();
        StringBuilder lines = new StringBuilder("ledger.units=%.0f%n".formatted(unitsPerMail));
        System.out.printf("%.0f write units for a mail%n%n| shards | mails/s | throttled writes per mail |%n|---|---|---|%n", unitsPerMail);
        for (int shards : SHARDS) {
            Result result = run(shards);
            System.out.printf(Locale.ROOT, "| %d | %,.0f | %.2f |%n", shards, result.mailsPerSecond, result.throttled);
            lines.append(String.format(
                    Locale.ROOT, "shards.%d=%.0f %.2f%n", shards, result.mailsPerSecond, result.throttled));
        }
        if (Boolean.getBoolean("scale.write")) {
            write(lines.toString());
        }
        System.exit(0);
    }

    /** Replaces this program's lines in the file, and keeps the others. */
    private static void write(String lines) throws IOException {
        Path file = Path.of("docs/measurements/scale.properties");
        List<String> others = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("shards.") && !line.startsWith("ledger.units"))
                .toList();
        Files.writeString(file, String.join("\n", others).stripTrailing() + "\n" + lines);
    }

    private static Result run(int shards) {
        EventClock clock = new EventClock();
        try (TableService tables = new TableService(null, clock);
                DynamoDbClient client = LocalCloud.at(URI.create("http://127.0.0.1"), DynamoDbClient.builder())
                        .httpClient(new InProcess(tables))
                        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build()) {
            LedgerTable.in(client);
            tables.limit(ThroughputLimits.AWS);
            return new Shards(client, clock, shards).result(shards);
        }
    }

    /** Calls the emulator in this process, because a socket would take most of the time. */
    private record InProcess(TableService tables) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
                    byte[] body = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
                    TableService.Answer answer = tables.answer(target, new String(body, StandardCharsets.UTF_8));
                    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(answer.status())
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .putHeader("Content-Length", "" + bytes.length)
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    private Result result(int shards) {
        for (int i = 0; i < AT_ONCE; i++) {
            steps.add(new Step(mails++, clock.now.plusMillis(random.nextInt((int) STEP.toMillis() * 4))));
        }
        while (steps.peek().at.isBefore(end)) {
            Step step = steps.remove();
            clock.now = step.at;
            try {
                write(step);
                step.refused = 0;
                step.done++;
                step.at = clock.now.plus(STEP);
            } catch (DynamoDbException throttled) {
                if (!throttled.isThrottlingException()) {
                    throw throttled;
                }
                refused += clock.now.isBefore(start) ? 0 : 1;
                double pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * (1 << Math.min(step.refused++, 10)));
                step.at = clock.now.plusNanos((long) (pause * (0.5 + random.nextDouble() / 2) * 1e9));
            }
            if (step.done == 4) {
                done += clock.now.isBefore(start) ? 0 : 1;
                steps.add(new Step(mails++, clock.now.plusMillis(1)));
            } else {
                steps.add(step);
            }
        }
        return new Result(shards, (double) done / MEASURED.toSeconds(), done == 0 ? 0 : (double) refused / done);
    }

    private void write(Step step) {
        switch (step.done) {
            case 0 -> step.claim = ((ClaimResult.Claimed) ledger.claim(delivery(step.number), "pipeline-01234567")).claim();
            case 1 ->
                step.claim = ledger.move(
                        step.claim,
                        Transition.to(DeliveryStatus.HANDED_OVER, "").task(ARN).fetched("0123456789abcdef/20000"));
            case 2 ->
                step.claim = ((ClaimResult.Claimed) ledger.start(step.claim.id(), 1, "courier-01234567", ARN)).claim();
            default -> ledger.move(step.claim, Transition.to(DeliveryStatus.DONE, "exit 0: order written"));
        }
    }

    private Delivery delivery(int number) {
        String mail = "o3vrnil0e2ic28trm7dfhrc2v0clambda" + number;
        String shop = "ne-%03d".formatted(number % SHOPS);
        return new Delivery(
                new DeliveryId(mail, shop + "@shop.example"),
                "order@market.example",
                clock.now,
                new RawMail("hikyaku-raw-mail", "inbox/set-07/" + mail),
                Verdicts.UNKNOWN,
                number + ".1F2A3B4C5D6E@mail-out-07.market.example",
                "set-07",
                shop);
    }
}
