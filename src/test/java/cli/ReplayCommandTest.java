package cli;

import static org.assertj.core.api.Assertions.assertThat;

import desk.RateLimit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import replay.ReplayRequest;

class ReplayCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay",
                "replay pom.xml --rate 0",
                "replay pom.xml --limit 0",
                "replay pom.xml --to nobody",
                "replay pom.xml --since yesterday",
                "replay pom.xml --since 2026-11-24T10:00"
            })
    void aCommandLineThatIsWrongIsRefusedBeforeAnythingStarts(String line) {
        CommandLine hikyaku = Hikyaku.commandLine().setErr(new PrintWriter(new StringWriter()));

        assertThat(hikyaku.execute(line.split(" "))).isEqualTo(2);
    }

    @Test
    void aPeriodHasItsBeginningInItAndNotItsEnd() {
        ReplayRequest replay = request("mbox", "--since", "2026-11-24", "--until", "2026-11-25T10:00:00+09:00");
        Instant midnight =
                LocalDate.of(2026, 11, 24).atStartOfDay(ZoneId.systemDefault()).toInstant();

        assertThat(replay.isInPeriod(midnight)).isTrue();
        assertThat(replay.isInPeriod(midnight.minusMillis(1))).isFalse();
        assertThat(replay.isInPeriod(Instant.parse("2026-11-25T00:59:59Z"))).isTrue();
        assertThat(replay.isInPeriod(Instant.parse("2026-11-25T01:00:00Z"))).isFalse();
    }

    @Test
    void recipientsAreAddressesAsTheAliasesFileHasThem() {
        assertThat(request("mbox", "--to", "NE-001@Shop.example", "--to", "ne-001@shop.example")
                        .recipients())
                .containsExactly("ne-001@shop.example");
    }

    @Test
    void aPaceIsEvenAndMakesUpForNothing() {
        AtomicLong now = new AtomicLong();
        RateLimit pace = new RateLimit(10, now::get);

        pace.step();
        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(100));
        now.addAndGet(Duration.ofMillis(40).toNanos());
        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(60));
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(pace.untilNext()).isZero();
        pace.step();
        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(100));
    }

    private static ReplayRequest request(String... arguments) {
        ReplayCommand command = new ReplayCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.request();
    }
}
