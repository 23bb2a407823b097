package courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;

/** How many orders a courier takes at once. */
class HandfulTest {

    private final Handful handful = new Handful(Configuration.with(Map.of()));

    @Test
    void aCourierThatKnowsNothingTakesOne() {
        assertThat(handful.size()).isEqualTo(1);
    }

    @Test
    void aCourierTakesWhatItWorksOffInTwoSeconds() {
        work(1, Duration.ofMillis(500));
        assertThat(handful.size()).isEqualTo(4);

        work(1, Duration.ofMillis(100)); // 300 ms is the mean
        assertThat(handful.size()).isEqualTo(6);
    }

    @Test
    void ofQuickOrdersItTakesAsManyAsSqsGives() {
        work(3, Duration.ofMillis(5));

        assertThat(handful.size()).isEqualTo(10);
    }

    @Test
    void ofSlowOrdersItTakesOneAtATime() {
        work(1, Duration.ofMillis(1001));
        assertThat(handful.size()).isEqualTo(1);

        work(1, Duration.ofMinutes(5));
        assertThat(handful.size()).isEqualTo(1);
    }

    @Test
    void theLatestTenOrdersCountAndNoOthers() {
        work(100, Duration.ofMillis(1));
        work(10, Duration.ofSeconds(2));
        assertThat(handful.size()).isEqualTo(1);

        work(10, Duration.ofMillis(400));
        assertThat(handful.size()).isEqualTo(5);
    }

    @Test
    void anOrderWhoseEndIsBeforeItsBeginByTheClockIsAQuickOne() {
        work(1, Duration.ofSeconds(-3600));

        assertThat(handful.size()).isEqualTo(10);
    }

    private void work(int orders, Duration each) {
        for (int i = 0; i < orders; i++) {
            handful.took(each);
        }
    }
}
