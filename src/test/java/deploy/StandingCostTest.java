package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** docs/standing-cost.md is calculated from docs/prices.properties and from what Terraform creates. */
class StandingCostTest {

    private final Properties prices = new Properties();
    private final String page = Files.readString(Path.of("docs/standing-cost.md"));
    private final int alarms =
            Rendering.of("one-account").resources("aws_cloudwatch_metric_alarm").size();

    StandingCostTest() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("docs/prices.properties"))) {
            prices.load(file);
        }
    }

    @Test
    void whatAMonthCostsIsTheSumOfItsParts() {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("pipeline", fargate(0.5, 1));
        parts.put("public address", hourly("public-ip"));
        parts.put("alarms", alarms * price("alarm"));
        parts.put("Container Insights", price("insights-metrics") * price("insights-metric"));
        parts.put("KMS", price("kms-key"));
        parts.put(
                "**together**",
                parts.values().stream().mapToDouble(Double::doubleValue).sum());

        parts.forEach((part, usd) -> assertThat(usd(part)).as(part).isEqualTo(String.format(Locale.ROOT, "%.2f", usd)));
        assertThat(page).contains("| alarms | " + alarms + ", each 0.10 |");
    }

    @Test
    void soIsWhatElseThereMayBe() {
        Map<String, Double> parts = Map.of(
                "a NAT gateway instead of the public address", hourly("nat"),
                "interface endpoints instead of the public address", 7 * hourly("endpoint"),
                "one more set", price("alarm"),
                "a set with couriers", 2 * price("alarm"),
                "logs", price("logs-gb"),
                "raw mail", price("s3-gb"),
                "the ledger's point-in-time recovery", price("pitr-gb"),
                "SES in another region", price("cross-region-gb"),
                "Atlantis", fargate(1, 2) + hourly("balancer"));

        parts.forEach((part, usd) -> assertThat(usd(part)).as(part).isEqualTo(String.format(Locale.ROOT, "%.2f", usd)));
    }

    private double fargate(double vcpu, double gb) {
        return (vcpu * price("fargate-vcpu-hour") + gb * price("fargate-gb-hour")) * price("hours");
    }

    private double hourly(String name) {
        return price(name + "-hour") * price("hours");
    }

    private double price(String name) {
        return Double.parseDouble(prices.getProperty("standing." + name));
    }

    private String usd(String part) {
        return page.lines()
                .filter(line -> line.startsWith("| " + part + " |"))
                .map(line -> line.replaceFirst(".*\\| ([0-9.]+) \\|$", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
