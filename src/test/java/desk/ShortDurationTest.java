package desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.85S, 850ms",
        "PT1S, 1s",
        "PT3.49S, 3.4s",
        "PT9.05S, 9s",
        "PT12.9S, 12s",
        "PT3M12S, 3m12s",
        "PT2H5M59S, 2h5m",
        "P4DT3H, 4d3h"
    })
    void twoUnitsAreEnough(Duration duration, String text) {
        assertThat(ShortDuration.of(duration)).isEqualTo(text);
    }

    @Test
    void timesOfTwoClocksMayRunBackwards() {
        assertThat(ShortDuration.between(Instant.EPOCH.plusSeconds(1), Instant.EPOCH))
                .isEqualTo("0ms");
    }
}
