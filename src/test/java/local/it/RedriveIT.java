package local.it;

import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.DynamoDbSearch;
import ledger.Entry;
import ledger.Search;
import ledger.Transition;
import local.Configuration;
import local.Waiting;
import local.cloud.LedgerTable;
import local.cloud.LocalDynamoDb;
import local.cloud.Packaged;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import settings.Settings;

/**
 * One command redrives all failed deliveries of a set, and is interrupted before its end. {@code -Dredrive.deliveries=10000}
 * is the full size.
 */
class RedriveIT {

    private static final int DELIVERIES = Integer.getInteger("redrive.deliveries", 150);
    private static final int A_SECOND = Integer.getInteger("redrive.rate", 50);
    private static final Duration PATIENCE = Duration.ofSeconds(60L + DELIVERIES);
    private static final Pattern PROGRESS = Pattern.compile("(\\d+) redriven, [\\d.]+ a second");
    private static final Pattern LAST_LINE =
            Pattern.compile("(\\d+) (?:would be )?redriven, (\\d+) had another status by then \\(--until (\\S+)\\)");

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @TempDir
    Path folder;

    private final Settings settings = Configuration.with(Map.of());
    private final Search search = new DynamoDbSearch(DYNAMO_DB.client(), settings);
    private final Instant now = Instant.now();

    private record Report(int exitCode, int redriven, int refused, String until, String output) {}

    @Test
    void aCommandThatIsInterruptedIsStartedAgainAndDoesTheRestAndNothingTwice() throws Exception {
        fill("set-07", DELIVERIES, Duration.ofMinutes(90));
        fill("set-08", 3, Duration.ofMinutes(90));
        failed("set-07", now.minus(Duration.ofHours(3)));

        Report preview = redrive(0, "--dry-run");
        assertThat(preview.exitCode()).isZero();
        assertThat(preview.redriven()).isEqualTo(DELIVERIES);
        assertThat(count("set-07")).isEqualTo(DELIVERIES + 1);

        Report first = redrive(DELIVERIES / 3);
        assertThat(first.exitCode()).isEqualTo(128 + 2);
        assertThat(first.output()).contains("interrupted").containsPattern(PROGRESS);
        assertThat(first.redriven()).isBetween(DELIVERIES / 3, DELIVERIES - 1);
        assertThat(count("set-07")).isEqualTo(DELIVERIES + 1 - first.redriven());

        Report second = redrive(0, "--until", first.until());
        assertThat(second.exitCode()).isZero();
        assertThat(second.redriven()).isEqualTo(DELIVERIES - first.redriven());

        assertThat(count("set-07")).as("of three hours ago").isEqualTo(1);
        assertThat(count("set-08")).isEqualTo(3);
        List<Entry> redriven = redriven();
        assertThat(redriven)
                .hasSize(DELIVERIES)
                .allSatisfy(entry -> assertThat(entry.timeline())
                        .filteredOn(event -> event.by().equals("hanako"))
                        .singleElement()
                        .matches(event -> event.note().equals("was FAILED: the bug is mended")));
        assertThat(busiestSecond(redriven)).isLessThanOrEqualTo(A_SECOND + A_SECOND / 10);
    }

    private List<Entry> redriven() {
        return search.all(Search.Wanted.in("set-07", RETRY, now, now.plus(Duration.ofDays(1))))
                .toList();
    }

    /** Writes near the end of a second may count in the next one. */
    private static long busiestSecond(List<Entry> redriven) {
        return redriven.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.last().at().truncatedTo(ChronoUnit.SECONDS), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    private int count(String set) {
        return search.count(Search.Wanted.in(set, FAILED, Instant.EPOCH, now.plus(Duration.ofDays(1))), 1_000_000);
    }

    /** @param enough SIGINT is sent when this many are done; 0: never */
    private Report redrive(int enough, String... more) throws Exception {
        Path out = Files.createTempFile(folder, "redrive-", ".txt");
        Stream<String> command =
                Stream.of("redrive", "--status", "FAILED", "--set", "set-07", "--since", "2h", "--rate", "" + A_SECOND);
        Stream<String> by = Stream.of("--why", "the bug is mended", "--by", "hanako");
        String[] words = Stream.of(command, by, Stream.of(more)).flatMap(s -> s).toArray(String[]::new);
        ProcessBuilder builder = new ProcessBuilder(Packaged.interruptible(words))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment());
        Process process = builder.start();
        if (enough > 0) {
            Waiting.until("some are redriven", PATIENCE, () -> told(out) >= enough);
            new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(out);
        MatchResult last =
                LAST_LINE.matcher(output).results().findFirst().orElseThrow(() -> new AssertionError(output));
        return new Report(
                process.exitValue(),
                Integer.parseInt(last.group(1)),
                Integer.parseInt(last.group(2)),
                last.group(3),
                output);
    }

    /** @return how many are redriven, according to the command */
    private static int told(Path out) {
        try {
            return PROGRESS.matcher(Files.readString(out))
                    .results()
                    .mapToInt(told -> Integer.parseInt(told.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment() {
        return Map.of(
                "HIKYAKU_AWS_ENDPOINTS_DYNAMODB",
                DYNAMO_DB.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "HIKYAKU_LEDGER_TABLE",
                LedgerTable.NAME);
    }

    private void fill(String set, int deliveries, Duration within) {
        DeliveryId first = failed(set, now.minus(within));
        DYNAMO_DB.multiply(first, deliveries - 1, (row, number) -> {
            Instant at = now.minus(within.multipliedBy(number).dividedBy(deliveries));
            row.put("stage", LocalDynamoDb.stage(FAILED, at));
        });
    }

    private DeliveryId failed(String set, Instant at) {
        Clock then = Clock.fixed(at, ZoneOffset.UTC);
        DynamoDbLedger ledger = new DynamoDbLedger(DYNAMO_DB.client(), then, settings);
        DeliveryId id = new DeliveryId("mail-" + set + "-" + at.getEpochSecond(), "ne-001@shop.example");
        Delivery delivery = Delivery.of(id, "order@market.example", at, new RawMail("raw", "raw/mail"))
                .in(set, "ne-001");
        ClaimResult claimed = ledger.claim(delivery, "test");
        ledger.move(((ClaimResult.Claimed) claimed).claim(), Transition.to(FAILED, "exit 1"));
        return id;
    }
}
