package watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import local.Configuration;
import local.SettableClock;
import org.junit.jupiter.api.Test;

/** The alarms that the board shows are those of deploy/alarms. */
class FiringAlarmsTest {

    private final SettableClock clock = new SettableClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final FiringAlarms alarms = new FiringAlarms(meters, Configuration.with(Map.of()), clock);

    @Test
    void theRulesAreThoseOfTheFileThatPrometheusReads() throws IOException {
        List<String> file = StreamSupport.stream(
                        new YAMLMapper()
                                .readTree(Path.of("deploy/alarms/hikyaku-alerts.yaml")
                                        .toFile())
                                .path("groups")
                                .spliterator(),
                        false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .map(FiringAlarmsTest::rule)
                .toList();

        assertThat(Arrays.stream(AlarmRule.values()).map(FiringAlarmsTest::rule))
                .containsExactlyElementsOf(file);
    }

    private static String rule(JsonNode rule) {
        return "%s: %s for %s, %s"
                .formatted(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("for").asText("0m"),
                        rule.path("labels").path("severity").asText());
    }

    private static String rule(AlarmRule rule) {
        return "%s: %s for %dm, %s"
                .formatted(
                        rule.name(),
                        rule.expression(),
                        rule.lasting().toMinutes(),
                        rule.severity().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void anAlarmFiresOnceItsValueHasLastedAndStopsWithIt() {
        AtomicInteger seconds = gauge(Metric.OPEN_OLDEST_SECONDS, "set", "demo");
        gauge(Metric.OPEN_OLDEST_SECONDS, "set", "other");
        seconds.set(3601);

        assertThat(round(Duration.ZERO)).isEmpty();
        assertThat(round(Duration.ofMinutes(4))).isEmpty();
        assertThat(round(Duration.ofMinutes(1)))
                .containsExactly(new FiringAlarm(
                        "OldestOpenTooOld",
                        "page",
                        Map.of("set", "demo"),
                        3601,
                        clock.instant().minus(Duration.ofMinutes(5))));
        seconds.set(3600);
        assertThat(round(Duration.ofMinutes(1))).isEmpty();
        seconds.set(3601);
        assertThat(round(Duration.ofMinutes(1))).as("it has to last again").isEmpty();
    }

    @Test
    void whatMustNotBeLowFiresWhenItIs() {
        AtomicInteger reachable = gauge(Metric.REACHABLE, "kind", "ledger");
        AtomicInteger queues = gauge(Metric.REACHABLE, "kind", "queues");
        reachable.set(0);
        queues.set(1);
        round(Duration.ZERO);

        assertThat(round(Duration.ofMinutes(2))).extracting(FiringAlarm::name).containsExactly("LedgerUnreachable");
    }

    @Test
    void failuresCountWithinAQuarterOfAnHourAndByKind() {
        MailCounters counters = new MailCounters(meters);
        round(Duration.ZERO);
        IntStream.range(0, 6).forEach(i -> counters.add(Metric.FAILURES, "hand-over-mail", "ecs-capacity"));
        IntStream.range(0, 9).forEach(i -> counters.add(Metric.FAILURES, "hand-over-mail", "other"));

        assertThat(round(Duration.ofMinutes(1)))
                .extracting(FiringAlarm::name, FiringAlarm::value)
                .containsExactly(tuple("EcsRefuses", 6L));
        assertThat(round(Duration.ofMinutes(10))).hasSize(1);
        assertThat(round(Duration.ofMinutes(10))).as("nothing new since").isEmpty();
    }

    @Test
    void theMostUrgentComeFirst() {
        gauge(Metric.QUEUE_MESSAGES, "queue", "dead-letters").set(1);
        gauge(Metric.DELIVERIES_LATELY, "status", "FAILED").set(21);

        assertThat(round(Duration.ZERO)).extracting(FiringAlarm::severity).containsExactly("page", "ticket");
    }

    private AtomicInteger gauge(Metric metric, String label, String value) {
        return meters.gauge(metric.key(), Tags.of(label, value), new AtomicInteger());
    }

    private List<FiringAlarm> round(Duration later) {
        clock.advance(later);
        alarms.evaluate();
        return alarms.now().alarms();
    }
}
