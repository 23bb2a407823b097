package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every {@link OperatorLedger}. */
interface OperatorLedgerContract extends LedgerFixture {

    @ParameterizedTest
    @EnumSource(names = {"HELD", "FAILED", "DEAD", "DONE"})
    default void anOperatorReopensWhatHasEndedAndTheTimelineTellsWhoAndWhy(DeliveryStatus end) {
        Delivery delivery = ended(end);

        assertThat(reopening().reopen(delivery.id(), end, "operator/hanako", "the alias is there now"))
                .isTrue();

        Entry row = deliveries().find(delivery.id()).orElseThrow();
        assertThat(row.status()).isEqualTo(RETRY);
        assertThat(row.dueAt()).isEqualTo(clock().instant());
        assertThat(row.timeline().get(row.timeline().size() - 1))
                .isEqualTo(new Entry.Event(
                        clock().instant(), RETRY, "operator/hanako", "was " + end + ": the alias is there now"));
        assertThat(deliveries().due(1000))
                .anyMatch(entry -> entry.delivery().id().equals(delivery.id()));
    }

    @Test
    default void aReopenedDeliveryIsAnotherAttemptWithAllRetriesBeforeIt() {
        Delivery delivery = ended(DEAD);
        int attempt = deliveries().find(delivery.id()).orElseThrow().claim().attempt();
        reopening().reopen(delivery.id(), DEAD, "hanako", "the database is up again");

        Claim first = claim(delivery, "two");
        ledger().move(first, Transition.to(RETRY, "no capacity").dueIn(Duration.ofSeconds(1)));
        clock().advance(Duration.ofSeconds(1));
        Claim second = claim(delivery, "two");

        assertThat(first.attempt()).isEqualTo(attempt + 1);
        assertThat(first.tries()).isEqualTo(1);
        assertThat(second.tries()).isEqualTo(2);
    }

    @Test
    default void aReleasedMailIsTheOneThatLiesInTheBucketThen() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "other bytes").fetched("etag-1/42"));
        reopening().reopen(delivery.id(), HELD, "hanako", "the sender was asked");

        assertThat(claim(delivery, "two").delivery().raw().version()).isEmpty();
    }

    @Test
    default void whoeverHadADeliveryThatWasReopenedHasItNoLonger() {
        Delivery delivery = delivery();
        Claim old = ledger().move(claim(delivery, "one"), Transition.to(FAILED, "exit 1"));
        reopening().reopen(delivery.id(), FAILED, "hanako", "mended");
        Claim stale = new Claim(old.delivery(), old.owner(), old.fence(), old.attempt(), old.first(), RETRY);

        assertThatThrownBy(() -> ledger().move(stale, Transition.to(CLAIMED, "")))
                .isInstanceOf(ClaimLost.class);
    }

    @Test
    default void aDeliveryIsReopenedOnceForEachTimeThatItEnds() {
        Delivery delivery = ended(FAILED);
        reopening().reopen(delivery.id(), FAILED, "hanako", "mended");
        clock().advance(Duration.ofSeconds(1));

        assertThat(reopening().reopen(delivery.id(), FAILED, "taro", "mended")).isFalse();
        assertThat(reopening().reopen(delivery().id(), FAILED, "taro", "mended"))
                .as("no such delivery exists")
                .isFalse();
    }

    @Test
    default void whatIsDoneIsNotRedrivenAsIfItHadFailed() {
        Delivery delivery = ended(DONE);

        assertThat(reopening().reopen(delivery.id(), FAILED, "hanako", "all that failed"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo(DONE);
    }

    @Test
    default void nobodyReopensWhatIsOnItsWayOrWithoutANameAndAReason() {
        DeliveryId id = delivery().id();

        assertThatThrownBy(() -> reopening().reopen(id, RUNNING, "hanako", "it hangs"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reopening().reopen(id, FAILED, " ", "mended"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reopening().reopen(id, FAILED, "hanako", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "FAILED", "DEAD"})
    default void anOperatorDropsWhatNobodyIsToHave(DeliveryStatus end) {
        Delivery delivery = ended(end);

        assertThat(reopening().drop(delivery.id(), end, "hanako", "spam")).isTrue();
        clock().advance(Duration.ofSeconds(1));
        assertThat(reopening().drop(delivery.id(), end, "taro", "spam")).isFalse();

        Entry row = deliveries().find(delivery.id()).orElseThrow();
        assertThat(row.timeline().get(row.timeline().size() - 1))
                .isEqualTo(
                        new Entry.Event(clock().instant().minusSeconds(1), DROPPED, "hanako", "was " + end + ": spam"));
        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(DROPPED));
    }

    @Test
    default void whatIsDoneOrOnItsWayIsNotDropped() {
        DeliveryId id = delivery().id();

        for (DeliveryStatus status : List.of(DONE, DROPPED, RUNNING)) {
            assertThatThrownBy(() -> reopening().drop(id, status, "hanako", "spam"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
