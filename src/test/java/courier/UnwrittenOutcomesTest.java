package courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;
import settings.Settings;
import watch.MailCounters;
import work.Transitions;

class UnwrittenOutcomesTest {

    private final Settings settings = Configuration.with(Map.of());
    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, settings);
    private final UnwrittenOutcomes outcomes = new UnwrittenOutcomes(settings, clock);
    private final WorkOrder order = order(1);
    private final CommandOutcome done = new CommandOutcome(0, DeliveryStatus.DONE, "exit 0");

    @Test
    void anOutcomeIsWrittenByOneAtATime() {
        assertThat(outcomes.isEmpty()).isTrue();
        assertThat(outcomes.take(order)).isEmpty();
        outcomes.keep(order, running(order), done);

        assertThat(outcomes.take(order)).isPresent();
        assertThat(outcomes.take(order)).isEmpty();
        assertThat(outcomes.orders()).isEmpty();
        assertThat(outcomes.isEmpty()).isFalse();
        outcomes.keep(order, running(order), done);
        assertThat(outcomes.orders()).containsExactly(order);
        outcomes.written(order);
        assertThat(outcomes.isEmpty()).isTrue();
    }

    @Test
    void anOutcomeThatWasKeptForHalfADayIsGivenUp() {
        outcomes.keep(order, running(order), done);

        clock.advance(settings.courier().keepOutcome());
        assertThat(outcomes.orders()).containsExactly(order);
        clock.advance(Duration.ofMillis(1));

        assertThat(outcomes.orders()).isEmpty();
        assertThat(outcomes.isEmpty()).isTrue();
    }

    @Test
    void anOutcomeThatIsBeingWrittenIsNotGivenUp() {
        outcomes.keep(order, running(order), done);
        outcomes.take(order);

        clock.advance(settings.courier().keepOutcome().plusMillis(1));

        assertThat(outcomes.orders()).isEmpty();
        assertThat(outcomes.isEmpty()).isFalse();
    }

    @Test
    void aStartWithoutAnAnswerIsRepeatedOnceWithItsOwnNonce() {
        outcomes.unanswered(order, "the start");

        assertThat(outcomes.nonce(order)).isEqualTo("the start");
        String next = outcomes.nonce(order);
        assertThat(next).isNotEqualTo("the start").isNotEmpty();
        assertThat(outcomes.nonce(order)).isNotEqualTo(next);
    }

    @Test
    void ofMoreThanAThousandUnansweredStartsTheOldestIsForgotten() {
        for (int attempt = 1; attempt <= 1001; attempt++) {
            outcomes.unanswered(order(attempt), "start " + attempt);
        }

        assertThat(outcomes.nonce(order(1))).isNotEqualTo("start 1");
        assertThat(outcomes.nonce(order(2))).isEqualTo("start 2");
        assertThat(outcomes.nonce(order(1001))).isEqualTo("start 1001");
    }

    @Test
    void atTheEndOneOutcomeThatIsLostKeepsNoOtherBack() {
        Claim running = running(order);
        Claim lost = new Claim(running.delivery(), "another", 1, 1, 1, DeliveryStatus.RUNNING);
        outcomes.keep(new WorkOrder(new DeliveryId("mail-0", "ne-001@shop.example"), 1), lost, done);
        outcomes.keep(order, running, done);

        new LastWrites(outcomes, transitions()).writeAll();

        assertThat(ledger.find(order.id()).orElseThrow().status()).isEqualTo(DeliveryStatus.DONE);
        assertThat(outcomes.orders()).as("each was tried").isEmpty();
    }

    private Transitions transitions() {
        return new Transitions(
                ledger, new Backoff(settings), settings, clock, new MailCounters(new SimpleMeterRegistry()));
    }

    private static WorkOrder order(int attempt) {
        return new WorkOrder(new DeliveryId("mail-1", "ne-001@shop.example"), attempt);
    }

    private Claim running(WorkOrder order) {
        ledger.claim(Delivery.of(order.id(), "", clock.instant(), new RawMail("raw", "raw/mail-1")), "pipeline");
        return ledger.start(order.id(), 1, "courier") instanceof ClaimResult.Claimed claimed
                ? claimed.claim()
                : ledger.find(order.id()).orElseThrow().claim();
    }
}
