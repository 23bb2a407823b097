package watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import local.Alerts;
import org.junit.jupiter.api.Test;

/** Alarms, their runbook and the dashboard use only existing metrics. */
class RunbookTest {

    private static final Pattern METRIC = Pattern.compile("\\b(hikyaku|camel)_[a-z_]+");
    private static final Pattern ENTRY = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);

    @Test
    void everyAlarmHasItsEntryInTheRunbookAndNoEntryIsLeftOver() throws IOException {
        Set<String> entries = ENTRY.matcher(Files.readString(Path.of("docs/runbook.md")))
                .results()
                .map(entry -> entry.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Alerts.all()).extracting(Alerts.Alert::name).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(Alerts.all())
                .allSatisfy(alert -> assertThat(alert.runbook())
                        .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT)));
    }

    @Test
    void alarmsDashboardAndRunbookNameMetricsThatExist() throws IOException {
        Set<String> known = Stream.concat(
                        Stream.of(Metric.values()).map(Metric::scraped),
                        Alerts.camelsIn(Path.of("docs/metrics.md")).stream())
                .collect(Collectors.toSet());

        for (String file : List.of(
                "deploy/alarms/hikyaku-alerts.yaml", "deploy/alarms/hikyaku-dashboard.json", "docs/runbook.md")) {
            assertThat(names(Files.readString(Path.of(file))))
                    .as(file)
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
    }

    @Test
    void theDashboardShowsEveryMetricOfOurs() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/alarms/hikyaku-dashboard.json").toFile());
        String shown = dashboard.path("panels").findValuesAsText("expr").toString();

        assertThat(names(shown))
                .containsAll(Stream.of(Metric.values()).map(Metric::scraped).toList());
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text).results().map(metric -> metric.group()).collect(Collectors.toSet());
    }
}
