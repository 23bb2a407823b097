package local.it;

import static ledger.DeliveryStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** What the packaged pipeline logs on AWS. */
class LogsIT extends MailJourney {

    private final ObjectMapper json = new ObjectMapper();

    @Override
    Map<String, String> changes() {
        return Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    }

    @Test
    void everyLineIsJsonThatNamesItsDeliveryAndNoAddress() throws Exception {
        String mail;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            mail = cloud.mail().announceWithoutObject("order@market.example", List.of("ne-001@shop.example"));
            Waiting.until("it has failed", () -> status(mail) == FAILED);
        }

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(data.resolve("pipeline.log"))) {
            assertThat(line).doesNotContain("@", "ne-001");
            lines.add(json.readTree(line));
        }
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("loggerName").asText()).isEqualTo("hikyaku.failures");
            assertThat(line.path("mdc").path("mail").asText()).isEqualTo(mail);
            assertThat(line.path("mdc").path("delivery").asText()).startsWith(mail + "/");
            assertThat(line.path("message").asText()).contains(" failed in ");
        });
        assertThat(lines.get(lines.size() - 1).path("mdc").has("delivery")).isFalse();
    }
}
