package ledger;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract of every {@link Postponement}. */
interface PostponementContract extends LedgerFixture {

    @Test
    default void aDeliveryThatIsPutOffIsDueLaterAndElseWhatItWas() {
        Delivery delivery = delivery();
        handedOver(delivery);
        clock().advance(Duration.ofDays(1));
        Entry seen = deliveries().find(delivery.id()).orElseThrow();

        assertThat(postponing().postpone(seen, Duration.ofMinutes(5))).isTrue();
        Entry later = deliveries().find(delivery.id()).orElseThrow();
        assertThat(later)
                .isEqualTo(new Entry(
                        seen.claim(), clock().instant().plus(Duration.ofMinutes(5)), seen.task(), seen.timeline()));
        assertThat(postponing().postpone(seen, Duration.ofMinutes(9))).isFalse();
        assertThat(deliveries().find(delivery.id())).contains(later);
    }

    @Test
    default void aDeliveryThatIsWorkedOnMeanwhileIsNotPutOff() {
        Delivery delivery = delivery();
        handedOver(delivery);
        Entry handedOver = deliveries().find(delivery.id()).orElseThrow();
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1"));
        Entry running = deliveries().find(delivery.id()).orElseThrow();

        assertThat(postponing().postpone(handedOver, Duration.ofHours(1))).isFalse();
        assertThat(deliveries().find(delivery.id())).contains(running);
        clock().advance(Duration.ofSeconds(1));
        ledger().renew(courier);
        assertThat(postponing().postpone(running, Duration.ofHours(1))).isFalse();
        ledger().move(courier, Transition.to(DONE, "exit 0"));
        Entry done = deliveries().find(delivery.id()).orElseThrow();
        assertThat(postponing().postpone(done, Duration.ofHours(1))).isFalse();
        assertThat(deliveries().find(delivery.id())).contains(done);
    }
}
