package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runbook has an entry for every alarm. */
class CloudWatchAlarmsTest {

    private static final Pattern OWN = Pattern.compile("(?m)^### (\\w+)$");
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
                    assertThat(runbook).containsPattern("\n###? " + entry.group(1) + "\n");
                });
    }

    /** The alarms of the runbook's last section: failures that Prometheus cannot observe. */
    @Test
    void noEntryOfTheRunbookIsWithoutItsAlarm() throws IOException {
        String runbook = Files.readString(Path.of("docs/runbook.md"));
        String alarms = Rendering.of("status-function")
                .resources("aws_cloudwatch_metric_alarm")
                .toString();

        assertThat(OWN.matcher(runbook).results().map(entry -> entry.group(1)))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(alarms).contains("docs/runbook.md#" + entry.toLowerCase(Locale.ROOT)));
    }

    @Test
    void everyAlarmOfBothModulesGoesToATopicThatIsMadeUnlessOneIsGiven() {
        Rendering made = Rendering.of("one-account");

        assertThat(made.resources("aws_sns_topic"))
                .containsKeys("module.mail.aws_sns_topic.alarms[0]", "module.work.aws_sns_topic.alarms[0]");
        assertThat(made.resources("aws_cloudwatch_metric_alarm")).allSatisfy((address, alarm) -> {
            String module = address.replaceFirst("\\.aws_.*", "");
            String topic = made.arn(module + ".aws_sns_topic.alarms[0]");
            assertThat(alarm.at("/alarm_actions/0").asText()).as(address).isEqualTo(topic);
            assertThat(alarm.at("/ok_actions/0").asText()).isEqualTo(topic);
        });
    }

    /** CloudWatch counts an index's throttling under its own name. */
    @Test
    void eachIndexOfTheLedgerHasItsAlarms() {
        Rendering made = Rendering.of("one-account");
        Set<String> indexes = Rendering.elements(
                        made.resource("module.work.aws_dynamodb_table.ledger").path("global_secondary_index"))
                .map(index -> index.path("name").asText())
                .collect(Collectors.toSet());

        for (String metric : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
            assertThat(made.resources("aws_cloudwatch_metric_alarm").values().stream()
                            .filter(alarm -> alarm.path("metric_name").asText().equals(metric))
                            .map(alarm -> alarm.at("/dimensions/GlobalSecondaryIndexName"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText))
                    .containsExactlyInAnyOrderElementsOf(indexes);
        }
    }
}
