package ledger;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every {@link Erasure}. */
interface ErasureContract extends LedgerFixture {

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "DEAD", "DONE"})
    default void aForgottenDeliveryLeavesItsStatusesAndTimes(DeliveryStatus end) {
        Delivery delivery = ended(end);
        List<DeliveryStatus> before = timeline(delivery);
        clock().advance(Duration.ofDays(1));

        assertThat(forgetting().forget(delivery.id(), end, "hanako", "the buyer asks"))
                .isTrue();

        Entry line = deliveries().ofMail(delivery.id().mail()).get(0);
        assertThat(deliveries().find(delivery.id())).contains(line);
        assertThat(deliveries().find(delivery.id().forgotten())).contains(line);
        assertThat(line.claim().id().toString()).isEqualTo(delivery.id().toString());
        assertThat(line.delivery())
                .isEqualTo(Delivery.of(delivery.id().forgotten(), "", delivery.receivedAt(), new RawMail("", "")));
        assertThat(line.task()).isNull();
        assertThat(line.kept()).isEmpty();
        assertThat(line.last())
                .isEqualTo(new Entry.Event(clock().instant(), FORGOTTEN, "hanako", "was " + end + ": the buyer asks"));
        assertThat(line.timeline()).extracting(Entry.Event::status).startsWith(before.toArray(DeliveryStatus[]::new));
        assertThat(line.timeline().subList(0, before.size()))
                .extracting(Entry.Event::note)
                .containsOnly("");
    }

    @Test
    default void whateverComesLateForAForgottenDeliveryIsADuplicateAndLeavesNothing() {
        Delivery delivery = ended(DONE);
        forgetting().forget(delivery.id(), DONE, "hanako", "the buyer asks");

        assertThat(ledger().receive(delivery)).isFalse();
        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(FORGOTTEN));
        assertThat(ledger().start(delivery.id(), 1, "courier-2")).isEqualTo(new ClaimResult.Settled(FORGOTTEN));
        assertThat(reopening().reopen(delivery.id(), DONE, "taro", "again")).isFalse();
        assertThat(reopening().drop(delivery.id(), HELD, "taro", "spam")).isFalse();
        assertThat(forgetting().forget(delivery.id(), DONE, "taro", "again")).isFalse();
        clock().advance(Duration.ofDays(1));

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(FORGOTTEN));
        assertThat(deliveries().ofMail(delivery.id().mail()))
                .extracting(entry -> entry.claim().id())
                .containsExactly(delivery.id().forgotten());
        assertThat(deliveries().due(1000))
                .noneMatch(
                        entry -> entry.claim().id().mail().equals(delivery.id().mail()));
    }

    @Test
    default void aForgottenDeliveryIsFoundByItsSetAndByNoRecipient() {
        String set = UUID.randomUUID().toString();
        Delivery delivery = over(set, FAILED);
        forgetting().forget(delivery.id(), FAILED, "hanako", "the buyer asks");
        Instant until = clock().instant().plusMillis(1);

        assertThat(search().find(Search.Wanted.in(set, FORGOTTEN, Instant.EPOCH, until), 10, "")
                        .entries())
                .extracting(entry -> entry.delivery().id())
                .containsExactly(delivery.id().forgotten());
        for (DeliveryId id : List.of(delivery.id(), delivery.id().forgotten())) {
            assertThat(search().all(new Search.Wanted(
                            Search.By.RECIPIENT, id.recipient(), null, delivery.receivedAt(), until)))
                    .noneMatch(entry -> entry.delivery().id().mail().equals(id.mail()));
        }
    }

    /** An attacker can find two such recipients by trying addresses. */
    @Test
    default void twoRecipientsWithTheSameIdInTheLogsAreTwoDeliveries() {
        Delivery one = delivery(UUID.randomUUID().toString(), "ne-4087871@shop.example");
        Delivery other = delivery(one.id().mail(), "ne-8169511@shop.example");
        assertThat(one.id().toString()).isEqualTo(other.id().toString());
        ledger().move(claim(one, "one"), Transition.to(FAILED, "exit 1"));
        forgetting().forget(one.id(), FAILED, "hanako", "the shop asks");

        assertThat(claim(other, "one").delivery()).isEqualTo(other);
        assertThat(deliveries().ofMail(one.id().mail()))
                .extracting(entry -> entry.claim().id())
                .containsExactlyInAnyOrder(one.id().forgotten(), other.id());
    }

    @Test
    default void theOtherRecipientsOfAMailAreNotForgotten() {
        Delivery one = ended(DONE);
        Delivery other = delivery(one.id().mail(), "ne-002@shop.example");
        forgetting().forget(one.id(), DONE, "hanako", "the shop asks");

        assertThat(claim(other, "one").delivery()).isEqualTo(other);
    }

    @Test
    default void onlyWhatIsOverIsForgottenAndByAWordWithAName() {
        DeliveryId id = delivery().id();

        for (DeliveryStatus status : List.of(RUNNING, RETRY, HELD, FORGOTTEN)) {
            assertThatThrownBy(() -> forgetting().forget(id, status, "hanako", "the buyer asks"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> forgetting().forget(id, DONE, "", "the buyer asks"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reopening().reopen(id, FORGOTTEN, "hanako", "again"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void whatHasAnotherStatusByThenIsNotForgotten() {
        Delivery delivery = ended(FAILED);
        reopening().reopen(delivery.id(), FAILED, "taro", "mended");

        assertThat(forgetting().forget(delivery.id(), FAILED, "hanako", "the buyer asks"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo(RETRY);
    }

    @Test
    default void whatIsOverIsFoundByItsSetWhatIsKeptAndSinceWhen() {
        String set = UUID.randomUUID().toString();
        Delivery done = over(set, DONE);
        clock().advance(Duration.ofHours(1));
        Delivery failed = over(set, FAILED);
        Delivery held = over(set, HELD);
        clock().advance(Duration.ofHours(1));

        assertThat(over(set, Entry.ALL, clock().instant(), 10)).containsExactly(done.id(), failed.id());
        assertThat(over(set, Entry.ALL, clock().instant(), 1)).containsExactly(done.id());
        assertThat(over(set, Entry.ALL, clock().instant().minus(Duration.ofMinutes(61)), 10))
                .containsExactly(done.id());

        Entry seen = deliveries().find(done.id()).orElseThrow();
        assertThat(forgetting().keep(seen, Set.of(KeptContent.PARTS))).isTrue();
        assertThat(forgetting().keep(seen, Set.of()))
                .as("the row has changed since it was read")
                .isFalse();
        assertThat(over(set, Entry.ALL, clock().instant(), 10)).containsExactly(failed.id());
        assertThat(over(set, Set.of(KeptContent.PARTS), clock().instant(), 10)).containsExactly(done.id());

        reopening().drop(held.id(), HELD, "hanako", "spam");
        assertThat(over(set, Entry.ALL, clock().instant(), 10)).containsExactly(failed.id(), held.id());
        reopening().reopen(failed.id(), FAILED, "hanako", "mended");
        forgetting().forget(held.id(), DROPPED, "hanako", "the buyer asks");
        assertThat(over(set, Entry.ALL, clock().instant(), 10)).isEmpty();
    }

    @Test
    default void whatIsKeptNoLongerIsNotRunAgain() {
        Delivery delivery = ended(FAILED);
        Entry seen = deliveries().find(delivery.id()).orElseThrow();

        forgetting().keep(seen, Set.of(KeptContent.RAW));
        assertThat(deliveries().find(delivery.id()).orElseThrow().kept()).containsExactly(KeptContent.RAW);
        forgetting().keep(deliveries().find(delivery.id()).orElseThrow(), Set.of(KeptContent.PARTS));

        assertThat(reopening().reopen(delivery.id(), FAILED, "hanako", "mended"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo(FAILED);
    }

    /** The deliveries of one mail are in separate partitions, so that IAM can separate the sets. */
    @Test
    default void theDeliveriesOfAMailToTwoSetsAndToNoneAreFoundByItsId() {
        String mail = UUID.randomUUID().toString();
        claim(delivery(mail, "-"), "one");
        claim(delivery(mail, "ne-001@books.example"), "one");
        claim(delivery(mail, "ne-001@shop.example"), "one");
        Delivery forgotten = delivery(mail, "ne-002@books.example");
        ledger().move(claim(forgotten, "one"), Transition.to(FAILED, "exit 1"));
        forgetting().forget(forgotten.id(), FAILED, "hanako", "he asked us to");

        assertThat(deliveries().ofMail(mail))
                .extracting(entry -> entry.delivery().id())
                .containsExactlyInAnyOrder(
                        new DeliveryId(mail, "-"),
                        new DeliveryId(mail, "ne-001@books.example"),
                        new DeliveryId(mail, "ne-001@shop.example"),
                        forgotten.id().forgotten());
    }

    @Test
    default void theLedgerSaysOfManyDeliveriesWhichItHasNeverHeardOf() {
        Delivery received = delivery();
        ledger().receive(received);
        Delivery claimed = delivery();
        claim(claimed, "one");
        Delivery forgotten = delivery();
        ledger().move(claim(forgotten, "one"), Transition.to(FAILED, "exit 1"));
        forgetting().forget(forgotten.id(), FAILED, "hanako", "he asked us to");
        Delivery one = delivery();
        Delivery other = delivery();

        assertThat(deliveries().unknown(List.of(one, received, claimed, forgotten, other)))
                .containsExactly(one, other);
        assertThat(deliveries().find(one.id())).isEmpty();
    }

    default Delivery over(String set, DeliveryStatus end) {
        Delivery delivery = delivery().in(set, "shop-1");
        handedOver(delivery);
        ledger().move(claimed(ledger().start(delivery.id(), 1, "courier-1")), Transition.to(end, "so it ended"));
        return delivery;
    }

    default List<DeliveryId> over(String set, Set<KeptContent> kept, Instant by, int limit) {
        return forgetting().over(set, kept, by, limit).stream()
                .map(entry -> entry.claim().id())
                .toList();
    }
}
