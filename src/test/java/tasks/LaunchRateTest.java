package tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;

class LaunchRateTest {

    private final LaunchRate rate = new LaunchRate(Configuration.with(Map.of("hikyaku.launches-per-second", "5")));

    @Test
    void launchesThatEcsTakesNeverMakeMoreThanTheShare() {
        rate.taken();

        assertThat(rate.perSecond()).isEqualTo(5);
    }

    @Test
    void throttlingHalvesTheRateAndLeavesOne() {
        rate.throttled();
        assertThat(rate.perSecond()).isEqualTo(2);

        rate.throttled();
        rate.throttled();
        rate.throttled();
        assertThat(rate.perSecond())
                .as("one launch per second finds out whether capacity is back")
                .isEqualTo(1);

        rate.taken();
        assertThat(rate.perSecond()).isEqualTo(2);
    }
}
