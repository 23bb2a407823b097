package ledger;

import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link Deliveries}. */
interface DeliveriesContract extends LedgerFixture {

    @Test
    default void aFinishedDeliveryIsADuplicateForEver() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "no alias"));

        clock().advance(Duration.ofDays(59));

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(HELD));
        assertThat(deliveries().due(1000))
                .noneMatch(entry -> entry.delivery().id().equals(delivery.id()));
    }

    @Test
    default void openWorkIsDueWhenItsTimeHasComeAndNotBefore() {
        Delivery delivery = delivery();
        claim(delivery, "one");

        assertThat(deliveries().due(1000))
                .noneMatch(entry -> entry.delivery().id().equals(delivery.id()));
        clock().advance(LEASE);

        assertThat(deliveries().due(1000))
                .anyMatch(entry -> entry.delivery().id().equals(delivery.id()));
    }

    @Test
    default void theDeliveriesOfAMailAreFoundByItsId() {
        String mail = UUID.randomUUID().toString();
        claim(delivery(mail, "ne-002@shop.example"), "one");
        claim(delivery(mail, "ne-001@shop.example"), "one");

        assertThat(deliveries().ofMail(mail))
                .extracting(entry -> entry.delivery().id().recipient())
                .containsExactly("ne-001@shop.example", "ne-002@shop.example");
        assertThat(deliveries().ofMail("nobody's")).isEmpty();
    }

    @Test
    default void aDeliveryThatIsAskedAboutTwiceAtOnceIsAnsweredTwice() {
        Delivery known = delivery();
        ledger().receive(known);
        Delivery unknown = delivery();

        assertThat(deliveries().unknown(List.of(known, unknown, known, unknown)))
                .containsExactly(unknown, unknown);
    }

    @Test
    default void ofNoDeliveriesNoneIsUnknown() {
        assertThat(deliveries().unknown(List.of())).isEmpty();
    }

    @Test
    default void moreDeliveriesThanARequestTakesAreAskedAboutAllTheSame() {
        List<Delivery> all = Stream.generate(this::delivery).limit(205).toList();
        List<Delivery> known = List.of(all.get(0), all.get(99), all.get(100), all.get(204));
        known.forEach(ledger()::receive);

        assertThat(deliveries().unknown(all)).hasSize(201).doesNotContainAnyElementsOf(known);
    }
}
