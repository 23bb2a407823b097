package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import courier.CommandOutcome;
import courier.LastWrites;
import courier.UnwrittenOutcomes;
import courier.WorkOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import ledger.Backoff;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import settings.Settings;
import watch.MailCounters;
import work.Transitions;

class OutcomesAtStopTest {

    private final Settings settings = Configuration.with(Map.of());
    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, settings);
    private final UnwrittenOutcomes outcomes = new UnwrittenOutcomes(settings, clock);
    private final DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
    private final WorkOrder order = new WorkOrder(id, 1);
    private final CommandOutcome done = new CommandOutcome(0, DeliveryStatus.DONE, "exit 0");

    @Test
    void anOutcomeThatIsStillKeptIsWrittenWhenTheCourierEnds() throws Exception {
        outcomes.keep(order, running(), done);

        startAndStop();

        assertThat(ledger.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.DONE);
    }

    private Claim running() {
        Delivery delivery = Delivery.of(id, "", clock.instant(), new RawMail("raw", "raw/mail-1"));
        ledger.claim(delivery, "pipeline");
        return ledger.start(id, 1, "courier") instanceof ClaimResult.Claimed claimed
                ? claimed.claim()
                : ledger.find(id).orElseThrow().claim();
    }

    private void startAndStop() throws Exception {
        Transitions transitions = new Transitions(
                ledger, new Backoff(settings), settings, clock, new MailCounters(new SimpleMeterRegistry()));
        LastWrites last = new LastWrites(outcomes, transitions);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            new OutcomesAtStop(last).register(camel);
            camel.start();
            assertThat(outcomes.isEmpty()).isFalse();
        }
    }
}
