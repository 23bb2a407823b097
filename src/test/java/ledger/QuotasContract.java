package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import settings.Settings;

/** The contract of every implementation of quotas. */
abstract class QuotasContract {

    static final Settings SETTINGS = Configuration.with(Map.of());

    final SettableClock clock = new SettableClock();
    private final String scope = UUID.randomUUID().toString();

    abstract Quotas quotas();

    abstract Ledger ledger();

    @Test
    void thereAreAsManyPlacesAsThereAre() {
        Claim one = claimed();
        claimed();

        assertThat(quotas().enter(scope, 2, one.id())).isTrue();
        assertThat(quotas().enter(scope, 2, claimed().id())).isTrue();
        assertThat(quotas().enter(scope, 2, claimed().id())).isFalse();
        assertThat(quotas().enter(scope, 2, one.id())).as("it has one").isTrue();
        assertThat(quotas().enter(scope + "/shop-1", 2, claimed().id()))
                .as("another scope")
                .isTrue();
    }

    @Test
    void aDeliveryThatIsOutOfWorkHasItsPlaceNoLonger() {
        Claim first = claimed();
        quotas().enter(scope, 1, first.id());
        Claim handedOver = ledger().move(first, Transition.to(DeliveryStatus.HANDED_OVER, ""));
        assertThat(quotas().enter(scope, 1, claimed().id())).isFalse();

        ledger().move(handedOver, Transition.to(DeliveryStatus.RETRY, "exit 75").dueIn(Duration.ofHours(1)));

        Claim second = claimed();
        assertThat(quotas().enter(scope, 1, second.id())).isTrue();
        assertThat(quotas().enter(scope, 1, first.id())).isFalse();
    }

    @Test
    void manyWorkersAtOnceGetNoMorePlacesThanThereAre() {
        long entered = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> claimed())
                .filter(claim -> quotas().enter(scope, 7, claim.id()))
                .count();

        assertThat(entered).isEqualTo(7);
    }

    @Test
    void aDayHasItsNumberAndTheNextOneHasItsOwn() {
        LocalDate day = LocalDate.parse("2026-11-25");

        long counted = IntStream.range(0, 20)
                .parallel()
                .filter(i -> quotas().count(scope, day, 5))
                .count();

        assertThat(counted).isEqualTo(5);
        assertThat(quotas().count(scope, day.plusDays(1), 5)).isTrue();
        assertThat(quotas().count(scope, day.plusDays(2), 0)).isFalse();
    }

    private Claim claimed() {
        DeliveryId id = new DeliveryId(UUID.randomUUID().toString(), "ne-001@shop.example");
        Delivery delivery = Delivery.of(id, "", Instant.EPOCH, new RawMail("raw", "raw/1"));
        return ((ClaimResult.Claimed) ledger().claim(delivery, "one")).claim();
    }
}
