package policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import local.SettableClock;
import org.junit.jupiter.api.Test;

class PausedSetsTest {

    private final SettableClock clock = new SettableClock();
    private final PausedSets paused = new PausedSets(clock);

    @Test
    void aSetIsPausedUntilAnOperatorResumesIt() {
        assertThat(paused.has("demo")).isFalse();

        paused.pause("demo", "mika");
        paused.pause("demo", "mika");
        assertThat(paused.has("demo")).isTrue();
        assertThat(paused.has("other")).isFalse();

        paused.resume("demo");
        assertThat(paused.has("demo")).isFalse();
    }

    @Test
    void itIsKnownWhoPausedASetFirstAndSinceWhen() {
        Instant first = clock.instant();
        paused.pause("demo", "mika");
        clock.advance(Duration.ofHours(1));
        paused.pause("demo", "jun");

        assertThat(paused.of("demo")).contains(new PausedSets.Pause("mika", first));
        assertThat(paused.of("other")).isEmpty();
    }

    @Test
    void theNamesOfPausedSetsComeInTheirOrder() {
        paused.pause("shop", "mika");
        paused.pause("demo", "mika");

        assertThat(paused.names()).containsExactly("demo", "shop");
    }
}
