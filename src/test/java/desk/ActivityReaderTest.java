package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import desk.SetActivity.Hour;
import desk.SetActivity.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import settings.Settings;

/** The board's chart and times: deliveries ended in each hour, and the newest deliveries' time from SES to DONE. */
class ActivityReaderTest {

    private final Settings settings = Configuration.with(Map.of(
            "hikyaku.sets.demo.domains", "shop.example",
            "hikyaku.sets.demo.aliases", "demo/aliases",
            "hikyaku.sets.demo.cluster", "demo",
            "hikyaku.sets.demo.task-definition", "demo"));
    private final SettableClock clock = new SettableClock(); // 01:00
    private final InMemoryLedger ledger = new InMemoryLedger(clock, settings);
    private final ActivityReader reader = new ActivityReader(ledger, settings, clock);

    @Test
    void eachDeliveryStandsInTheHourInWhichItBecameWhatItIs() {
        ended(FAILED, Duration.ofSeconds(1));
        clock.advance(Duration.ofMinutes(59)); // 01:59
        ended(DONE, Duration.ofSeconds(2));
        clock.advance(Duration.ofMinutes(2)); // 02:01
        ended(DONE, Duration.ofSeconds(4));
        ended(HELD, Duration.ofSeconds(1));
        ended(DEAD, Duration.ofSeconds(1));

        List<Hour> hours = demo().hours();

        assertThat(hours).hasSize(24);
        Instant now = Instant.parse("2026-11-24T02:00:00Z");
        assertThat(hours.get(23)).isEqualTo(new Hour(now, 1, 1, 1));
        assertThat(hours.get(22)).isEqualTo(new Hour(now.minusSeconds(3600), 1, 0, 1));
        assertThat(hours.get(0).from()).isEqualTo(now.minus(Duration.ofHours(23)));
    }

    @Test
    void timesFromSesToDoneAreOfThoseThatNobodyActedOn() {
        for (int second = 1; second <= 20; second++) {
            ended(DONE, Duration.ofSeconds(second));
        }
        Delivery redriven = ended(FAILED, Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(1));
        ledger.reopen(redriven.id(), FAILED, "mika", "mended");
        finish(((ClaimResult.Claimed) ledger.claim(redriven, "pipeline")).claim(), DONE);

        assertThat(demo().latency()).isEqualTo(new Latency(10_000, 19_000, 20));
    }

    @Test
    void aSetWithoutMailHasNoTimes() {
        assertThat(demo().latency()).isNull();
        assertThat(demo().hours()).allMatch(hour -> hour.done() + hour.held() + hour.failed() == 0);
    }

    private SetActivity demo() {
        clock.advance(Duration.ofMillis(1));
        return reader.activities().stream()
                .filter(activity -> activity.set().equals("demo"))
                .findFirst()
                .orElseThrow();
    }

    private Delivery ended(DeliveryStatus status, Duration after) {
        Delivery delivery = Delivery.of(
                        new DeliveryId(UUID.randomUUID().toString(), "ne-001@shop.example"),
                        "order@market.example",
                        clock.instant().minus(after),
                        new RawMail("raw", "raw/1"))
                .in("demo", "ne-001");
        finish(((ClaimResult.Claimed) ledger.claim(delivery, "pipeline")).claim(), status);
        return delivery;
    }

    private void finish(Claim claim, DeliveryStatus status) {
        if (status != DONE) {
            ledger.move(claim, Transition.to(status, ""));
            return;
        }
        ledger.move(claim, Transition.to(HANDED_OVER, ""));
        Claim running = ((ClaimResult.Claimed) ledger.start(
                        claim.id(),
                        claim.attempt(),
                        "courier",
                        null,
                        UUID.randomUUID().toString()))
                .claim();
        ledger.move(running, Transition.to(DONE, "exit 0"));
    }
}
