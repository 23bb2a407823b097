package desk;

import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
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

/** Which operator did what to which deliveries, when and why, as far as the newest timelines show it. */
class ActionReaderTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, Configuration.with(Map.of()));
    private final ActionReader reader = new ActionReader(ledger, Configuration.with(Map.of()), clock);

    @Test
    void eachActionStandsWithNameReasonAndWhatBecameOfIt() {
        DeliveryId failed = ended("mail-1", FAILED);
        DeliveryId held = ended("mail-2", HELD);
        clock.advance(Duration.ofMinutes(1));
        ledger.reopen(failed, FAILED, "mika", "mended");
        clock.advance(Duration.ofMinutes(1));
        ledger.drop(held, HELD, "jun", "spam");
        ActionsPage page = reader.newest();

        assertThat(page.actions()).extracting(ActionDetails::by).containsExactly("jun", "mika");
        ActionDetails drop = page.actions().get(0);
        assertThat(drop.action()).isEqualTo("drop");
        assertThat(drop.was()).isEqualTo("HELD");
        assertThat(drop.why()).isEqualTo("spam");
        assertThat(drop.status()).isEqualTo(DROPPED.name());
        assertThat(drop.mail() + "/" + drop.key()).isEqualTo(held.toString());
        assertThat(page.back()).isNull();
        assertThat(page.by("mik").actions()).extracting(ActionDetails::action).containsExactly("redrive");
        assertThat(page.of("drop").actions()).hasSize(1);
        assertThat(page.of("release").actions()).isEmpty();
    }

    @Test
    void itIsSaidHowFarBackWasLooked() {
        for (int i = 0; i < ActionReader.MOST; i++) {
            ended("mail-" + i, HELD);
            clock.advance(Duration.ofSeconds(1));
        }
        ActionsPage page = reader.newest();

        assertThat(page.lookedThrough()).isEqualTo(ActionReader.MOST);
        assertThat(page.back()).isEqualTo(clock.instant().minusSeconds(ActionReader.MOST));
        assertThat(page.readAt()).isEqualTo(clock.instant());
    }

    private DeliveryId ended(String mail, DeliveryStatus status) {
        Delivery delivery = Delivery.of(
                new DeliveryId(mail, "ne-001@shop.example"),
                "order@market.example",
                clock.instant(),
                new RawMail("raw", mail));
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline")).claim();
        ledger.move(claim, Transition.to(status, "as it went"));
        return delivery.id();
    }
}
