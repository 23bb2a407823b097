package watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailCountersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MailCounters counts = new MailCounters(meters);

    @Test
    void eachSeriesIsCountedForItself() {
        counts.add(Metric.CLAIMS, "granted");
        counts.add(Metric.CLAIMS, "granted");
        counts.add(Metric.CLAIMS, "lost");

        assertThat(claims("granted").count()).isEqualTo(2);
        assertThat(claims("lost").count()).isEqualTo(1);
    }

    @Test
    void labelsStandInTheMetricsOrder() {
        counts.add(Metric.TRANSITIONS, "shop", "HELD", "spam-fail");

        assertThat(meters.get(Metric.TRANSITIONS.key())
                        .tags("set", "shop", "status", "HELD", "kind", "spam-fail")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nothingIsLostBetweenThreads() {
        IntStream.range(0, 10_000).parallel().forEach(i -> counts.add(Metric.CLAIMS, "granted"));

        assertThat(claims("granted").count()).isEqualTo(10_000);
    }

    private FunctionCounter claims(String kind) {
        return meters.get(Metric.CLAIMS.key()).tag("kind", kind).functionCounter();
    }
}
