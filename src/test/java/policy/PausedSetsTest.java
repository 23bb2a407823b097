package policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausedSetsTest {

    private final PausedSets paused = new PausedSets();

    @Test
    void aSetIsPausedUntilAnOperatorResumesIt() {
        assertThat(paused.has("demo")).isFalse();

        paused.pause("demo");
        paused.pause("demo");
        assertThat(paused.has("demo")).isTrue();
        assertThat(paused.has("other")).isFalse();

        paused.resume("demo");
        assertThat(paused.has("demo")).isFalse();
    }

    @Test
    void theNamesOfPausedSetsComeInTheirOrder() {
        paused.pause("shop");
        paused.pause("demo");

        assertThat(paused.names()).containsExactly("demo", "shop");
    }
}
