package desk.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import local.SettableClock;
import org.junit.jupiter.api.Test;
import watch.Metric;

class LivePictureTest {

    private final SettableClock clock = new SettableClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final LivePicture live = new LivePicture(meters, clock);

    @Test
    void arrowsHaveTheCountersOfTheirStepsAndTheRatesOfTheLastMinute() {
        AtomicLong claims = step("deliver-mail", "claim");
        AtomicLong deliveries = route("deliver-mail");
        claims.set(10);
        deliveries.set(12);
        assertThat(live.now().step("claim")).contains(new Picture.DrawnStep("claim", "ledger", 10L, null));
        assertThat(live.now().seconds()).isZero();

        clock.advance(Duration.ofSeconds(30));
        claims.set(70);
        assertThat(live.now().step("claim").orElseThrow().perSecond()).isEqualTo(2.0);

        clock.advance(Duration.ofSeconds(30));
        claims.set(70);
        assertThat(live.now().step("claim").orElseThrow().perSecond()).isEqualTo(1.0);
        assertThat(live.now().seconds()).isEqualTo(60);

        clock.advance(Duration.ofSeconds(30));
        assertThat(live.now().step("claim").orElseThrow().perSecond())
                .as("the first half minute is over")
                .isEqualTo(0.0);
        assertThat(live.now().route("deliver-mail").orElseThrow().exchanges()).isEqualTo(12);
    }

    @Test
    void allViewersWithinAFewSecondsShareAReading() {
        AtomicLong claims = step("deliver-mail", "claim");
        live.now();
        claims.set(5);
        clock.advance(Duration.ofSeconds(1));

        assertThat(live.now().step("claim").orElseThrow().count()).isZero();
    }

    @Test
    void aCounterThatAnOperatorHasResetHasNoNegativeRate() {
        AtomicLong claims = step("deliver-mail", "claim");
        claims.set(100);
        live.now();
        claims.set(3);
        clock.advance(Duration.ofSeconds(10));

        assertThat(live.now().step("claim").orElseThrow().perSecond()).isEqualTo(0.0);
    }

    @Test
    void aRouteOfAnotherProcessHasArrowsAndNoNumbers() {
        Picture picture = live.now();

        assertThat(picture.routes()).extracting(Picture.DrawnRoute::id).contains("receive-mail", "run-command");
        assertThat(picture.route("run-command")).isEmpty();
        assertThat(picture.step("pipe-to-command")).isEmpty();
        assertThat(picture.waiting()).isNull();
    }

    @Test
    void whatWaitsInTheReceiveQueueIsThatOfTheLastRound() {
        AtomicLong waiting = meters.gauge(
                Metric.QUEUE_MESSAGES.key(), Tags.of("queue", "mail", "kind", "waiting", "set", ""), new AtomicLong(7));

        assertThat(live.now().waiting()).isEqualTo(waiting.get());
    }

    private AtomicLong step(String route, String step) {
        AtomicLong count = new AtomicLong();
        FunctionTimer.builder("camel.message.history", count, AtomicLong::get, all -> 0, TimeUnit.MILLISECONDS)
                .tags("routeId", route, "nodeId", step)
                .register(meters);
        return count;
    }

    private AtomicLong route(String route) {
        AtomicLong count = new AtomicLong();
        FunctionCounter.builder("camel.exchanges.total", count, AtomicLong::get)
                .tags("routeId", route)
                .register(meters);
        return count;
    }
}
