package desk;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.Test;

class DeliveryTextTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, Configuration.with(Map.of()));
    private final DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");

    @Test
    void itTellsWhatHappenedWhenAndHowLongAfterTheStepBefore() {
        Instant received = clock.instant();
        clock.advance(Duration.ofMillis(1500));
        Claim claim = claim("order@market.example");
        clock.advance(Duration.ofMinutes(3));
        ledger.move(ledger.move(claim, Transition.to(UNPACKED, "")), Transition.to(HELD, "too large"));
        clock.advance(Duration.ofHours(2));

        List<String> lines = DeliveryText.lines(delivery(), clock.instant());

        assertThat(lines.get(0)).isEqualTo(id + "  HELD for 2h0m  attempt 1  demo/ne-001");
        assertThat(lines.get(1))
                .isEqualTo("    It is held: too large. Nothing happens automatically: the mail waits for an"
                        + " operator. Look at the mail; then release it or drop it.");
        assertThat(lines)
                .contains(
                        "    to     ne-001@shop.example",
                        "    from   <order@market.example>",
                        "    trace  " + id.trace().id(),
                        "    raw    raw-bucket/raw/mail-1",
                        "    parts  parts-bucket/demo/mail-1/manifest.json")
                .noneMatch(line -> line.contains("task"));
        assertThat(lines.get(7))
                .startsWith("    " + DeliveryText.time(received))
                .endsWith("RECEIVED    ses");
        assertThat(lines.get(8)).contains("  +1.5s  CLAIMED     pipeline-1");
        assertThat(lines.get(10)).contains("   +0ms  HELD        pipeline-1").endsWith("too large");
        assertThat(DeliveryText.timeline(delivery()).get(2)).contains("+3m0s  UNPACKED");
    }

    @Test
    void aSenderSteersNoTerminal() {
        claim("\u001b[2J\r\nDONE@market.example");

        assertThat(DeliveryText.line(delivery(), clock.instant())).contains("from <?[2J??DONE@market.example>");
        assertThat(DeliveryText.lines(delivery(), clock.instant())).contains("    from   <?[2J??DONE@market.example>");
    }

    private Claim claim(String sender) {
        Instant received = clock.instant().minusMillis(1500);
        Delivery delivery = Delivery.of(id, sender, received, new RawMail("raw-bucket", "raw/mail-1"));
        return ((ClaimResult.Claimed) ledger.claim(delivery.in("demo", "ne-001"), "pipeline-1")).claim();
    }

    private DeliveryDetails delivery() {
        return new DeliveryReader(ledger, "parts-bucket").ofMail("mail-1").get(0);
    }
}
