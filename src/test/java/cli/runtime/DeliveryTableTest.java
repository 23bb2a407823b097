package cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import desk.DeliveryDetails;
import desk.DeliveryDetails.DeliveryEvent;
import desk.DeliverySummary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTableTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String ID = "m".repeat(40) + "/90fa948f995b";

    private final DeliveryDetails delivery = delivery("ne-001@shop.example", "exit 1: undefined variable");

    @Test
    void aWideTerminalShowsEverythingUnderItsHeader() {
        List<String> lines = DeliveryTable.lines(List.of(delivery), NOW, 200);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("RECEIVED +STATUS +FOR +TRY +SET/SHOP +TO +FROM +NOTE +ID");
        assertThat(lines.get(1))
                .contains("FAILED  2h0m  1    demo/ne-001  ne-001@shop.example", "exit 1: undefined variable", ID);
        assertThat(lines.get(1).indexOf("FAILED")).isEqualTo(lines.get(0).indexOf("STATUS"));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120, 140, 160})
    void noLineIsWiderThanTheTerminalAndTheIdIsWhole(int width) {
        List<DeliveryDetails> two = List.of(delivery, delivery("x".repeat(100) + "@shop.example", "y".repeat(300)));

        assertThat(DeliveryTable.lines(two, NOW, width))
                .hasSize(3)
                .allMatch(line -> line.length() <= width)
                .element(1)
                .asString()
                .contains("FAILED")
                .endsWith(ID);
    }

    @Test
    void aLongAddressIsCutWithAMark() {
        assertThat(DeliveryTable.lines(List.of(delivery("x".repeat(100) + "@shop.example", "")), NOW, 140)
                        .get(1))
                .contains("xxx…");
    }

    @Test
    void aSenderSteersNoTerminal() {
        assertThat(DeliveryTable.lines(List.of(delivery("\u001b[2J@shop.example", "a\nb")), NOW, 200))
                .noneMatch(line -> line.matches("(?s).*\\p{Cntrl}.*"));
    }

    private static DeliveryDetails delivery(String recipient, String note) {
        Instant since = NOW.minusSeconds(7200);
        return new DeliveryDetails(
                ID,
                "m".repeat(40),
                "90fa948f995b",
                recipient,
                "order@market.example",
                null,
                "",
                "demo",
                "ne-001",
                "FAILED",
                1,
                since,
                since,
                null,
                null,
                "",
                null,
                null,
                new DeliverySummary("", "", null, ""),
                List.of(new DeliveryEvent(since, "FAILED", "courier", note)));
    }
}
