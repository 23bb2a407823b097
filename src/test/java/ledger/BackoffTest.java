package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import local.Configuration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Configuration.with(
            Map.of("hikyaku.retry.first", "PT8S", "hikyaku.retry.longest", "PT1M", "hikyaku.retry.attempts", "3")));

    @RepeatedTest(5)
    void eachWaitIsTwiceTheOneBeforeWithUpToAQuarterOnTop() {
        assertThat(backoff.after(0)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(backoff.after(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(backoff.after(2)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(20));
        assertThat(backoff.after(3)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(40));
    }

    @Test
    void noWaitIsMuchLongerThanTheLongest() {
        assertThat(backoff.after(4)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(75));
        assertThat(backoff.after(100_000)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(75));
    }

    @Test
    void mailsThatFailedTogetherDoNotComeBackTogether() {
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            waits.add(backoff.after(1));
        }

        assertThat(waits).hasSizeGreaterThan(1);
    }

    @Test
    void aMailIsGivenUpAfterItsLastAttempt() {
        assertThat(backoff.isOver(2)).isFalse();
        assertThat(backoff.isOver(3)).isFalse();
        assertThat(backoff.isOver(4)).isTrue();
    }
}
