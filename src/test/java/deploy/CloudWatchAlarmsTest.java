package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whom an alarm wakes finds out what to do. */
class CloudWatchAlarmsTest {

    private static final Pattern ENTRY = Pattern.compile("docs/runbook\\.md#(\\w+)$");

    @Test
    void everyAlarmNamesItsEntryInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("docs/runbook.md")).toLowerCase(Locale.ROOT);

        assertThat(Rendering.of("two-accounts").resources("aws_cloudwatch_metric_alarm"))
                .hasSizeGreaterThan(8)
                .allSatisfy((address, alarm) -> {
                    Matcher entry =
                            ENTRY.matcher(alarm.path("alarm_description").asText());
                    assertThat(entry.find()).as(address).isTrue();
                    assertThat(runbook).contains("\n## " + entry.group(1) + "\n");
                });
    }
}
